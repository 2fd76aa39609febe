import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { STREAMS } from "../../lib/contract/routes/streams.ts";
import { streamPath } from "../../lib/http/feed-keys.ts";
import { openApiDocument } from "../../lib/openapi/document.ts";
import { STREAM_PATH } from "../../lib/openapi/stream-path.ts";
import committed from "../../lib/openapi/openapi.json" with { type: "json" };
import { referenceOf } from "../../lib/openapi/reference.ts";
import { type Schema, operations, resolved, wrongWith } from "../support/openapi.ts";

test("the committed description is what the routes say: else run npm run openapi", async () => {
  const made: unknown = JSON.parse(JSON.stringify(await openApiDocument()));
  expect(JSON.stringify(committed) === JSON.stringify(made), "run npm run openapi").toBe(true);
});

test("the committed reference is what the description says: else run npm run openapi", () => {
  const made = referenceOf(committed);
  expect(readFileSync("docs/api.md", "utf8") === made, "run npm run openapi").toBe(true);
  expect(made.match(/^\| \d{3} \|.*\|  \|$/gm), "an error without a meaning").toBeNull();
});

test("every route is an operation and every operation a route", () => {
  const routes = Object.values<Route>(ROUTES).map(({ method, path }) => `${method} ${path}`);
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(routes.sort());
  const names = Object.keys(ROUTES).map((name) =>
    name.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase()),
  );
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(names.sort());
});

/** The texts of the code as patterns: what is filled in may be anything. */
const textsOfCode = (): RegExp[] =>
  globSync("lib/{domain,http,store}/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(["`])([A-Z](?:(?!\1)[^\\\n])*\S)\1/g)].map(
      ([, , text = ""]) => {
        const fixed = text.split(/\$\{.*?\}/).map((part) => part.replaceAll(/[^\w ]/g, "\\$&"));
        return new RegExp(`^${fixed.join(".+")}$`);
      },
    ),
  );

test("every problem that the description shows is one that the code can answer", () => {
  const shown = Object.values(committed.components.responses).flatMap((response) =>
    "content" in response && "application/problem+json" in response.content
      ? response.content["application/problem+json"].example.detail
      : [],
  );
  const texts = textsOfCode();
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((detail) => !texts.some((text) => text.test(detail)))).toEqual([]);
});

test("every query parameter says what it means", () => {
  const silent = operations.flatMap(({ operationId, parameters = [] }) =>
    parameters
      .filter((parameter) => !("description" in parameter) && parameter.in === "query")
      .map(({ name }) => `${operationId} ${name}`),
  );
  expect(silent).toEqual([]);
});

test("objects of requests and answers are closed, but for those that are anybody's own", () => {
  const open: string[] = [];
  const visit = (schema: unknown, place: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, additionalProperties } = schema as Schema;
    if (type === "object" && additionalProperties !== false) open.push(place);
    for (const [key, value] of Object.entries(schema)) visit(value, `${place}.${key}`);
  };
  for (const [name, schema] of Object.entries(committed.components.schemas)) visit(schema, name);
  expect([...new Set(open.map((place) => place.replace(/\.anyOf\.\d+$/, "")))].sort()).toEqual([
    "Action.properties.data",
    "ActionPatch.properties.data",
    "NewAction.properties.data",
  ]);
});

test("nobody need say who they are on public routes alone", () => {
  const rows = Object.values<Route>(ROUTES);
  for (const { method, path, security } of operations) {
    const row = rows.find((route) => route.method === method && route.path === path);
    const isStream = Object.values(STREAMS).some(
      (stream) => stream.method === method && stream.path === path,
    );
    const stated = isStream ? [{ bearer: [] }, { feedKey: [] }] : undefined;
    expect([path, security], path).toEqual([path, row?.allow === "public" ? [] : stated]);
  }
});

test("every body and every answer but an empty one has an example that its schema allows", () => {
  const contents = operations.flatMap(({ requestBody, responses }) =>
    [requestBody, ...Object.values(responses).map((response) => resolved(response))].map(
      (part) => part?.content,
    ),
  );
  for (const content of contents.filter((found) => found !== undefined)) {
    for (const { schema, example } of Object.values(content)) {
      expect(Object.keys(schema)).not.toEqual([]);
      expect(example).toBeDefined();
      expect(wrongWith(schema, example), JSON.stringify(example)).toBeUndefined();
    }
  }
});

test("every parameter but a cursor has an example that its schema allows", () => {
  for (const { operationId, parameters = [] } of operations) {
    for (const { name, schema, example } of parameters) {
      const has =
        example !== undefined ||
        name === "cursor" ||
        operationId.endsWith("Action") ||
        operationId === "deleteFeedKey";
      expect([operationId, name, has]).toEqual([operationId, name, true]);
      if (example !== undefined) expect(wrongWith(schema, example), `${operationId} ${name}`).toBeUndefined();
    }
  }
});

test("every tag is described, and every stream is JSON where other forms are words", () => {
  const described = committed.tags.filter(({ description }) => description !== "").map(({ name }) => name);
  const used = operations.flatMap(({ tags }) => tags);
  expect(new Set(used)).toEqual(new Set(described));
  for (const { responses } of operations) {
    const { content } = resolved(responses["200"] ?? {});
    expect(Object.keys(content ?? {})).toEqual(content === undefined ? [] : ["application/json"]);
  }
});

test("what is refused in paths and queries is refused by their schemas, too", () => {
  const parameterOf = (operationId: string, name: string) => {
    const found = operations.find((operation) => operation.operationId === operationId)?.parameters;
    return found?.find((parameter) => parameter.name === name)?.schema ?? {};
  };
  const allows = (operationId: string, name: string, value: unknown) =>
    wrongWith(parameterOf(operationId, name), value) === undefined;
  expect(["users", "site", "a_1"].map((one) => allows("getEntityActivity", "collection", one))).toEqual([
    true,
    true,
    true,
  ]);
  for (const no of ["", "Users", "a-b", "1a", "feed", "actions", "a".repeat(64)]) {
    expect([no, allows("getEntityActivity", "collection", no)]).toEqual([no, no === "users"]);
  }
  expect(["*", "following", "x-1"].map((one) => allows("getOwnFeed", "flag", one))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["", "**", "Following", "-x"].map((one) => allows("getOwnFeed", "flag", one))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([true, "true"].map((one) => allows("getOwnFeed", "own", one))).toEqual([true, false]);
  expect([["a", "b"], "a", ["a", ""]].map((one) => allows("getOwnFeed", "verb", one))).toEqual([
    true,
    false,
    false,
  ]);
  expect(allows("getOwnFeed", "cursor", "")).toBe(false);
});

test("a body that must be there is said to be required", () => {
  const required = operations
    .filter(({ requestBody }) => requestBody?.required)
    .map(({ operationId }) => operationId);
  expect(required.sort()).toEqual([
    "markNotifications",
    "patchAction",
    "postAction",
    "postActionsBatch",
    "postEntitiesBatch",
    "postFeedKey",
    "postFeedMark",
    "postFollowsBatch",
    "putEntity",
  ]);
});

test("what the gateway alone answers has its own body, on every route", () => {
  for (const { operationId, responses } of operations) {
    for (const [status, types] of [
      ["414", ["application/problem+json", "application/json"]],
      ["431", ["application/json"]],
    ] as const) {
      const { content = {} } = resolved(responses[status] ?? {});
      expect([operationId, status, Object.keys(content)]).toEqual([operationId, status, types]);
    }
  }
});

test("HEAD is said in words: a method of a path that is listed twice is made twice", () => {
  expect(operations.filter(({ method }) => method === "HEAD")).toEqual([]);
  expect(committed.info.description).toContain("HEAD answers like GET, without the body, wherever GET does");
});

test.each([
  ["/actions", true],
  ["/feed?flag=watching&verb=pushed", true],
  ["/users/activity", true],
  ["/branches/feature~2Fx/activity?role=actor", true],
  ["/site/%C3%A9/feed", true],
  ["/", false],
  ["/users/alice", false],
  ["/users//feed", false],
  ["/feed#x", false],
  ["/x/a\\b/feed", true],
  ["/x/~/feed", false],
  ["https://evil.example/feed", false],
])("of %s the description says as the service does whether it leads to a stream: %s", (path, leads) => {
  expect(new RegExp(STREAM_PATH, "u").test(path)).toBe(leads);
  expect(streamPath.safeParse(path).success).toBe(leads);
});
