import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { type Grant, type Policies, policiesOf } from "../support/iam.ts";
import { bundleFolder } from "../../lib/infra/bundle.ts";
import { templatesOf } from "../support/synthesise.ts";

let policies: Policies;
let statements: { readonly Effect: string; readonly Action: string | string[]; readonly Resource: unknown }[];

beforeAll(() => {
  const settings = { rateLimit: 10, rateBurst: 20 };
  policies = policiesOf(settings);
  const { service } = templatesOf(settings);
  const propertiesOf = (type: string) =>
    Object.values(service.findResources(type)).map(({ Properties }) => Properties);
  const documents = [
    ...propertiesOf("AWS::IAM::Policy"),
    ...propertiesOf("AWS::IAM::Role").flatMap(({ Policies = [] }) => Policies),
  ];
  statements = documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
});

const idOf = (name: string): string => policies.functions.find((id) => policies.nameOf(id) === name) ?? "";
const may = (name: string, action: string, partition: string, resource = "table"): boolean =>
  policies.grantsOf(idOf(name), { action: `dynamodb:${action}`, resource, partitions: [partition] }).length >
  0;

test("no function may do everything, or anything to everything", () => {
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  expect(allowed.length).toBeGreaterThan(policies.functions.length);
  for (const { Action, Resource } of allowed) {
    expect([Action].flat().filter((action) => action.includes("*"))).toEqual([]);
    expect(JSON.stringify(Resource)).not.toMatch(/"\*"|\/\*"/);
  }
});

test("nobody scans the table or changes its definition", () => {
  const known =
    /:(BatchGet|BatchWrite|ConditionCheck|Get|Put|Update|Delete)Item$|:Query$|:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;
  const others = policies.functions
    .flatMap((id) => policies.allOf(id))
    .filter(({ action }) => !known.test(action));
  expect(others).toEqual([]);
});

test("only functions that check tokens read service keys, none writes or lists them", () => {
  expect(may("get-actions", "GetItem", "APIKEY#hash")).toBe(true);
  expect(may("get-actions", "Query", "APIKEYS")).toBe(false);
  for (const name of ["maintain-feeds", "entity-jobs", "fan-out", "get-health", "get-openapi"]) {
    expect([name, may(name, "GetItem", "APIKEY#hash")]).toEqual([name, false]);
  }
  for (const id of policies.functions) {
    const name = policies.nameOf(id);
    for (const action of ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "BatchGetItem"]) {
      expect([name, action, may(name, action, "APIKEY#hash")]).toEqual([name, action, false]);
      expect([name, action, may(name, action, "APIKEYS")]).toEqual([name, action, false]);
    }
  }
});

test("only functions that answer in pages read the secret of cursors or make it, and none changes or removes it", () => {
  expect([
    may("get-actions", "GetItem", "SECRET#cursor"),
    may("get-actions", "PutItem", "SECRET#cursor"),
  ]).toEqual([true, true]);
  expect(may("get-actions", "PutItem", "ACTION#1")).toBe(false);
  for (const name of ["post-action", "get-action", "follow", "maintain-feeds", "entity-jobs"]) {
    expect([name, may(name, "GetItem", "SECRET#cursor"), may(name, "PutItem", "SECRET#cursor")]).toEqual([
      name,
      false,
      false,
    ]);
  }
  for (const id of policies.functions) {
    const name = policies.nameOf(id);
    for (const action of ["UpdateItem", "DeleteItem", "BatchWriteItem"]) {
      expect([name, action, may(name, action, "SECRET#cursor")]).toEqual([name, action, false]);
    }
  }
});

test("callers are counted where they are limited, and only then", () => {
  expect([
    may("get-action", "UpdateItem", "RATE#user:1"),
    may("get-action", "UpdateItem", "ACTION#1"),
  ]).toEqual([true, false]);
  policies = policiesOf({});
  expect(may("get-action", "UpdateItem", "RATE#user:1")).toBe(false);
  policies = policiesOf({ rateLimit: 10, rateBurst: 20 });
});

/* What a function can ask for is what its bundle holds; the running service shows the rest (test/integration). -------- */

/** The source files in a bundle. */
const sourcesOf = (name: string): string[] =>
  (JSON.parse(readFileSync(`${bundleFolder(name)}/index.js.map`, "utf8")) as { sources: string[] }).sources;

/**
 * Which file in a bundle is the sign of which action. The SDK's own helpers bring Query along, so that ours
 * is the sign.
 */
const SIGNS: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    [
      ["GetItem", "Get"],
      ["PutItem", "Put"],
      ["UpdateItem", "Update"],
      ["DeleteItem", "Delete"],
      ["BatchGetItem", "BatchGet"],
      ["BatchWriteItem", "BatchWrite"],
    ].map(([action, command]) => [
      `dynamodb:${action}`,
      new RegExp(`/lib-dynamodb/dist-es/commands/${command}Command\\.js$`),
    ]),
  ),
  "dynamodb:Query": /\/lib\/table\/query\.ts$/,
  "sqs:SendMessage": /\/client-sqs\/dist-es\/commands\/SendMessageBatchCommand\.js$/,
  "events:PutEvents": /\/client-eventbridge\/dist-es\/commands\/PutEventsCommand\.js$/,
};

test("each sign is in some bundle", () => {
  const files = policies.functions.flatMap((id) => sourcesOf(policies.nameOf(id)));
  const seen = Object.keys(SIGNS).filter((action) => files.some((file) => SIGNS[action]?.test(file)));
  expect(seen).toEqual(Object.keys(SIGNS));
});

test("every function is granted all that its bundle can ask for, and may send nothing that it has no code to send", () => {
  for (const id of policies.functions) {
    const name = policies.nameOf(id);
    // Routes that nobody need say who they are for share the code that would ask, and never run it.
    if (["get-health", "get-openapi"].includes(name)) continue;
    const sources = sourcesOf(name);
    const asked = Object.keys(SIGNS).filter((action) => sources.some((file) => SIGNS[action]?.test(file)));
    const granted = new Set(policies.actionsOf(id));
    expect([name, asked.filter((action) => !granted.has(action))]).toEqual([name, []]);
    const sends = Object.keys(SIGNS).filter(
      (action) => !action.startsWith("dynamodb:") && granted.has(action),
    );
    expect([name, sends]).toEqual([name, asked.filter((action) => !action.startsWith("dynamodb:"))]);
  }
});

test("a permission on an index is one to query it, and on the table none to read an index", () => {
  const grants: Grant[] = policies.functions.flatMap((id) => policies.allOf(id));
  const onIndexes = grants.filter(({ resource }) => resource.startsWith("index "));
  expect(onIndexes.length).toBeGreaterThan(0);
  expect(new Set(onIndexes.map(({ action }) => action))).toEqual(new Set(["dynamodb:Query"]));
  expect(may("get-followers", "Query", "following#user:1", "index by-followed")).toBe(true);
  expect(may("get-followers", "Query", "following#user:1", "index by-follower")).toBe(false);
});
