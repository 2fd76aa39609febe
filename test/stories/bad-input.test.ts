import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { TYPES, UNREGISTERED } from "../../lib/domain/types/registry.ts";
import { eachAtMost } from "../../lib/domain/merge.ts";
import {
  type Call,
  type Operation,
  type Schema,
  type Sent,
  bodySchema,
  operations,
  resolved,
  send,
  undocumented,
  wrongWith,
} from "../support/openapi.ts";
import { type Caller, type Person, person, service, unique } from "../support/people.ts";
import { LONG, type Spoilt, fieldsOf, samples, spoiltBodies, spoiltTexts } from "../support/spoil.ts";

/**
 * Everything the description refuses is sent to the running service. Every path names somebody who has stored
 * one action and one follow (of themselves); every id in a body is `word`.
 */
let alice: Person;
let actionId: string;
let before: unknown;
const word = unique("w").replaceAll("-", "");
const AT_ONCE = 16;
/** Of a batch, fewer than allowed: some are long. */
const ITEMS = 50;

interface Attempt {
  readonly what: string;
  readonly field: string;
  readonly call: Call;
}

/** A body with which the request would be good. */
const goodBody = (operation: Operation): unknown => {
  const schema = bodySchema(operation);
  return schema && samples(schema, word)[0];
};

/** Where a request goes, and who sends it. */
const callOf = ({ path }: Operation, rest: Partial<Call> = {}): Call => ({
  caller: path.endsWith("/batch") ? service : (alice as Caller),
  path: path
    .replace("{collection}", "users")
    .replace("{id}", path.startsWith("/actions") ? actionId : alice.id),
  ...rest,
});

/** All that somebody's requests could have stored. */
async function stored(): Promise<unknown> {
  const lists = ["activity?role=actor", "activity", "followers?flag=*", "following?flag=*"];
  const places = [
    `users/${alice.id}`,
    ...TYPES.map(({ collection }) => `${collection}/${word}`),
    `${word}/${word}`,
  ];
  const paths = places.flatMap((place) => [`/${place}`, ...lists.map((list) => `/${place}/${list}`)]);
  return eachAtMost(AT_ONCE, [`/actions/${actionId}`, `/actions/${word}`, ...paths], async (path) => {
    const { status, text } = await send("GET", { caller: alice, path });
    return [path, status, JSON.parse(text) as unknown];
  });
}

beforeAll(async () => {
  alice = await person("alice");
  await alice.follows(alice, { send_action: false });
  actionId = (await alice.posts("was there before", { data: { a: 1 } })).id;
  const counted = async () =>
    expect((await alice.get(`/users/${alice.id}`)).body).toMatchObject({ followers_count: 1 });
  await vi.waitFor(counted, 60_000);
  before = await stored();
});

/** Nothing has come, changed or gone. */
afterAll(async () => expect(await stored()).toEqual(before));

function complaint(operation: Operation, field: string, sent: Sent): string | undefined {
  if (sent.status < 400 || sent.status > 499) return `${sent.status} ${sent.text.slice(0, 200)}`;
  return undocumented(operation, sent) ?? namesOnly(field, JSON.parse(sent.text));
}

function namesOnly(
  field: string,
  problem: { readonly errors?: readonly { readonly path: string }[] },
): string | undefined {
  const { errors = [] } = problem;
  const isNamed =
    errors.length > 0 && errors.every(({ path }) => path === field || path.startsWith(`${field}.`));
  return isNamed ? undefined : `names ${JSON.stringify(problem)}`;
}

/** Sends every attempt. @returns those that were not refused as they should be */
async function failures(operation: Operation, attempts: readonly Attempt[]): Promise<string[]> {
  const complaints = await eachAtMost(AT_ONCE, attempts, async ({ what, field, call }) => {
    const wrong = complaint(operation, field, await send(operation.method, call));
    return wrong === undefined ? [] : [`${field} ${what}: ${wrong}`];
  });
  return complaints.flat();
}

/** Whether an empty list is good, by itself or as one of several kinds. */
const takesLists = (schema: Schema | undefined): boolean =>
  schema !== undefined && wrongWith(schema, []) === undefined;

/** Every field of a body spoilt: each must be tried at least with too long a text and with another type. */
function spoiltAll(schema: Schema): Spoilt[] {
  const spoilt = spoiltBodies(schema, word);
  for (const field of fieldsOf(schema, word)) {
    const tried = spoilt.filter((one) => one.field === field).map(({ what }) => what);
    const other = takesLists(schema.properties?.[field]) ? "number" : "list";
    expect(tried, `what is tried for ${field}`).toEqual(expect.arrayContaining(["long", other]));
  }
  return spoilt;
}

const named = (some: readonly Operation[]) =>
  some.map((operation) => [operation.operationId, operation] as const);
const listOf = (schema: Schema): [string, Schema] | undefined => {
  const [[name, list] = []] = Object.entries(schema.properties ?? {});
  return name !== undefined && list?.items !== undefined ? [name, list.items] : undefined;
};

/** The bodies of an operation with the paths that take them: what a `PUT` takes depends on the collection. */
function bodiesOf(operation: Operation): { schema: Schema; target: Partial<Call> }[] {
  const schema = bodySchema(operation) as Schema;
  if (schema.anyOf === undefined) return [{ schema, target: {} }];
  const schemas = schema.anyOf.map((option) => resolved(option));
  const types = [...TYPES, { ...UNREGISTERED, collection: "site" }];
  expect(schemas.map(({ properties }) => Object.keys(properties ?? {}))).toEqual(
    types.map((type) => Object.keys(type.attributes.shape)),
  );
  return types.map(({ collection }, index) => ({
    schema: schemas[index] as Schema,
    target: { caller: service, path: `/${collection}/${word}` },
  }));
}

/** What is tried of each field by itself, where the same items are tried with everything in a batch. */
const FEW: ReadonlySet<string> = new Set(["unknown", "missing", "number", "list", "null", "empty", "long"]);
const inBatches: ReadonlySet<string> = new Set(["postAction", "follow"]);

const withBody = operations.filter((operation) => bodySchema(operation) !== undefined);

describe("a body with one wrong field is refused by its name", () => {
  test.each(named(withBody))("%s", async (_id, operation) => {
    for (const { schema, target } of bodiesOf(operation)) {
      const all = spoiltAll(schema);
      const spoilt = inBatches.has(operation.operationId) ? all.filter(({ what }) => FEW.has(what)) : all;
      const attempts = spoilt.map(({ field, what, body }) => ({
        field,
        what,
        call: callOf(operation, { ...target, body }),
      }));
      expect(await failures(operation, attempts)).toEqual([]);
    }
  });

  test.each(named(withBody.filter((operation) => listOf(bodySchema(operation) as Schema))))(
    "each item of %s",
    async (_id, operation) => {
      const [name, item] = listOf(bodySchema(operation) as Schema) as [string, Schema];
      const spoilt = (item.anyOf ?? [item]).flatMap((option) => spoiltBodies(resolved(option), word));
      const wrong: string[] = [];
      for (let from = 0; from < spoilt.length; from += ITEMS) {
        const items = spoilt.slice(from, from + ITEMS);
        const sent = await send(
          operation.method,
          callOf(operation, { body: { [name]: items.map(({ body }) => body) } }),
        );
        expect(undocumented(operation, sent)).toBeUndefined();
        const { results } = JSON.parse(sent.text) as { results: { status: number; error: object }[] };
        for (const [index, { field, what }] of items.entries()) {
          const result = results[index];
          const found = result?.status === 400 ? namesOnly(field, result.error) : JSON.stringify(result);
          if (found !== undefined) wrong.push(`${field} ${what}: ${found}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe("a body that is no JSON object is refused", () => {
  test.each(named(operations.filter(({ method }) => method !== "GET")))("%s", async (_id, operation) => {
    const bodies = ["[]", '"text"', "42", "true", "null", "{", "{'a':1}", Buffer.from([0x7b, 0xff, 0x7d])];
    const attempts = bodies.map((body) => ({
      field: "",
      what: String(body),
      call: callOf(operation, { body }),
    }));
    const unknown = {
      field: "no_such_field",
      what: "unknown",
      call: callOf(operation, { body: { no_such_field: 1 } }),
    };
    const wrong = await failures(operation, bodySchema(operation) ? attempts : [...attempts, unknown]);
    expect(wrong).toEqual([]);
    const large = await send(
      operation.method,
      callOf(operation, { body: { verb: "x".repeat(1024 * 1024) } }),
    );
    expect([large.status, undocumented(operation, large)]).toEqual([413, undefined]);
  });
});

describe("a wrong query parameter is refused by its name", () => {
  test.each(named(operations))("%s", async (_id, operation) => {
    const base = callOf(operation).path;
    const body = goodBody(operation);
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
    const required = parameters.filter((parameter) => parameter.required === true);
    const attempt = (field: string, what: string, query: string): Attempt => {
      const others = required.filter(({ name }) => name !== field);
      const whole = [
        query,
        ...others.map(({ name, schema }) => `${name}=${String(samples(schema, word).flat()[0])}`),
      ].join("&");
      return {
        field,
        what,
        call: callOf(operation, { path: `${base}?${whole}`, ...(body !== undefined && { body }) }),
      };
    };
    const attempts = parameters.flatMap(({ name, schema }) => {
      const [good] = samples(schema, word).flat();
      const twice =
        resolved(schema).type === "array"
          ? []
          : [attempt(name, "twice", `${name}=${String(good)}&${name}=${String(good)}`)];
      const texts = ["", LONG.slice(0, 5000), ...spoiltTexts(schema)];
      return [
        ...twice,
        ...texts.map((text) =>
          attempt(name, JSON.stringify(text.slice(0, 20)), `${name}=${encodeURIComponent(text)}`),
        ),
      ];
    });
    const others = [
      attempt("no_such_parameter", "unknown", "no_such_parameter=1"),
      attempt("limit", "not UTF-8", "limit=%ff"),
    ];
    expect(await failures(operation, [...attempts, ...others])).toEqual([]);
  });
});

describe("a wrong word in the path is refused", () => {
  const withPath = operations.filter(({ path }) => path.includes("{"));
  test.each(named(withPath))("%s", async (_id, operation) => {
    const body = goodBody(operation);
    // What no id looks like is no more known than any other; of a group's it is gone, whatever it was.
    const isOwn = /^\/(actions|feed-keys|notifications)/.test(operation.path);
    const unknown = operation.operationId === "deleteNotification" ? 204 : 404;
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
    const attempts = parameters.flatMap(({ name, schema }) =>
      ["Not one!", "a\u0007b", LONG.slice(0, 3000), ...spoiltTexts(schema)]
        .filter((text) => isOwn || name === "collection" || text !== "Not one!")
        .map((text): Attempt => {
          const path = callOf({
            ...operation,
            path: operation.path.replace(`{${name}}`, encodeURIComponent(text)),
          }).path;
          const call = callOf(operation, { path, ...(body !== undefined && { body }) });
          return { field: name, what: text.slice(0, 20), call };
        }),
    );
    const wrong = await eachAtMost(AT_ONCE, attempts, async ({ field, what, call }) => {
      const sent = await send(operation.method, call);
      const found =
        isOwn && sent.status === unknown ? undocumented(operation, sent) : complaint(operation, field, sent);
      return found === undefined ? [] : [`${field} ${what}: ${found}`];
    });
    expect(wrong.flat()).toEqual([]);
  });
});

test("an idempotency key that is none is refused by its name", async () => {
  const withKey = operations.filter(({ parameters }) =>
    parameters?.some(({ name }) => name === "Idempotency-Key"),
  );
  expect(withKey.map(({ operationId }) => operationId).sort()).toEqual(["postAction", "postActionsBatch"]);
  for (const operation of withKey) {
    const body = goodBody(operation);
    const attempts = ["", "two words", "x".repeat(256), "\u00e9"].map((key) => ({
      field: "Idempotency-Key",
      what: key,
      call: callOf(operation, { body, headers: { "idempotency-key": key } }),
    }));
    expect(await failures(operation, attempts)).toEqual([]);
  }
});

/** Rules that JSON Schema cannot say, each with a body that breaks it. */
const BEYOND: readonly [rule: string, field: string, body: Readonly<Record<string, unknown>>][] = [
  ["data has at most 8 KiB", "data", { data: { long: "x".repeat(8200) } }],
  ["that is bytes", "data", { data: { emoji: "\u{1f600}".repeat(2100) } }],
  ["an id has at most 255 bytes", "target", { target: `user:${"\u00e9".repeat(200)}` }],
  ["a collection is no type", "target", { target: "users:1" }],
  ["a word of the paths is no id", "target", { target: "user:activity" }],
  ["an id is well-formed", "target.id", { target: { model_type: "user", id: "\ud800" } }],
  [
    "an unregistered type has a name and an address only",
    "target.slug",
    { target: { model_type: "site", id: word, slug: "s" } },
  ],
  [
    "shown attributes have at most 1 KiB",
    "target",
    {
      target: {
        model_type: "user",
        id: word,
        name: "\u{1f600}".repeat(255),
        username: "\u{1f600}".repeat(255),
      },
    },
  ],
  ["a day exists", "timestamp", { timestamp: "2021-02-29T00:00:00Z" }],
  ["a time has an offset", "timestamp", { timestamp: "2021-02-28T00:00:00" }],
];

test.each(BEYOND)("what no schema says holds too: %s", async (_rule, field, wrong) => {
  const postAction = operations.find(({ operationId }) => operationId === "postAction") as Operation;
  expect(
    await failures(postAction, [
      { field, what: "", call: callOf(postAction, { body: { verb: "v", ...wrong } }) },
    ]),
  ).toEqual([]);
});
