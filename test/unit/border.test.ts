import fc from "fast-check";
import type * as z from "zod/mini";
import { describe, expect, test } from "vitest";
import { actionPatch, newAction } from "../../lib/domain/action.ts";
import { TributaryError } from "../../lib/domain/errors.ts";
import { isTooDeep } from "../../lib/domain/json.ts";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES, type RouteName } from "../../lib/contract/routes.ts";
import { type GatewayEvent, type Takes, noFields, parseRequest } from "../../lib/http/open-request.ts";
import { batchFollow, followBody } from "../../lib/domain/follow.ts";
import { collectionOf, registeredType, typeOfCollection } from "../../lib/domain/types/registry.ts";
import { chooseForm } from "../../lib/forms/negotiate.ts";
import { check, parseQuery, parseQueryString } from "../../lib/http/parse.ts";
import { gatewayEvent } from "../support/gateway-event.ts";

process.env["TABLE_NAME"] ??= "none";

/** Every route that takes a body, with what its function says it takes. */
const takers = await Promise.all(
  (Object.keys(ROUTES) as RouteName[])
    .filter((name) => ROUTES[name].method !== "GET")
    .map(async (name) => {
      const { handler } = (await import(`../../lambdas/api/${name}.ts`)) as { handler: { takes: Takes } };
      return [name, handler.takes] as const;
    }),
);
const isBatch = ([name]: readonly [string, Takes]) => name.endsWith("-batch");

function eventOf(body: string): GatewayEvent {
  return gatewayEvent({
    body,
    rawQueryString: "",
    rawPath: "/users/1",
    pathParameters: { collection: "users", id: "1" },
    headers: {},
    isBase64Encoded: false,
    requestContext: { domainName: "example.com", http: { method: "POST", path: "/users/1" } },
  });
}

/** What a route says of a body before anything else happens. */
function refusal(name: RouteName, takes: Takes, body: string): TributaryError | undefined {
  try {
    parseRequest({ name, row: ROUTES[name] as Route, takes }, eventOf(body), 0);
    return undefined;
  } catch (error) {
    if (error instanceof TributaryError) return error;
    throw error;
  }
}

const surrogate = fc.constantFrom("\ud83d", "\ude00", "\udfff\ud800");
const broken = fc.tuple(fc.string(), surrogate, fc.string()).map((parts) => parts.join(""));
const sound = fc.jsonValue({ maxDepth: 3 });
const fields = fc.constantFrom(
  "verb",
  "description",
  "data",
  "target",
  "user",
  "flag",
  "name",
  "html_url",
  "anything",
);
/** Values of a wrong type, and lists and objects of them. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(5, 1.5, true, "", "x", [], {}, { a: 1 }, [5], [[]], [{}], { model_type: 1 }),
  fc.constantFrom("x", "user:a", 5).chain((one) => fc.constant(Array.from({ length: 101 }, () => one))),
);
/** What zod says of itself begins so; ours reads after a field's name. */
const RAW_TEXT = /^[A-Z]|zod|undefined|received|expected/;

/** A value with one thing in it that no answer could carry, and the path of it. */
const planted = (bad: fc.Arbitrary<unknown>) =>
  fc
    .tuple(fields, fc.array(fc.constantFrom("a", "b", "0"), { maxLength: 4 }), bad, sound)
    .map(([field, path, value, beside]) => ({
      path: [field, ...path].join("."),
      body: {
        beside,
        [field]: path.reduceRight<unknown>((inner, key) => ({ [key]: inner, zz: beside }), value),
      },
    }));

/** Numbers beyond what is exact, as somebody may write them. */
const inexact = fc.oneof(
  fc.constantFrom(
    "1e400",
    "-1e400",
    "12345678901234567890",
    "9007199254740993",
    "9007199254740992.0",
    "1e16",
    "-9007199254740992",
  ),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 1100n }).map(String),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }).map((whole) => `-${whole}.000`),
  fc.integer({ min: 16, max: 500 }).map((exponent) => `1e+${exponent}`),
);
const exact = fc.oneof(
  fc.maxSafeInteger().map(String),
  fc.double({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1, noNaN: true }).map(String),
  fc.constantFrom("9007199254740991.0", "9.007199254740991e15", "1e-400", "0.1", "-0"),
);

describe("what no answer could carry is refused by its name, whatever the body is for", () => {
  test.each(takers.filter((one) => !isBatch(one)))("%s", (name, takes) => {
    fc.assert(
      fc.property(planted(broken), ({ path, body }) => {
        const error = refusal(name, takes, JSON.stringify(body));
        expect([error?.code, error?.errors?.map((one) => one.path)]).toEqual([
          "invalid",
          expect.arrayContaining([path]),
        ]);
        expect(JSON.stringify([error?.message, error?.errors])).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(planted(fc.constant("@number@")), inexact, ({ path, body }, number) => {
        const error = refusal(name, takes, JSON.stringify(body).replaceAll('"@number@"', number));
        expect([number, error?.errors?.map((one) => one.path)]).toEqual([
          number,
          expect.arrayContaining([path]),
        ]);
      }),
      { numRuns: 50 },
    );
  });

  test("a key that is broken is told by what it is in, and in sound Unicode", () => {
    fc.assert(
      fc.property(broken, fc.boolean(), (key, isTop) => {
        const body = isTop ? { verb: "v", [key]: 1 } : { verb: "v", data: { inner: { [key]: 1 } } };
        const { errors } = check(newAction, body);
        expect(errors.map(({ path }) => path)).toContain(isTop ? "" : "data.inner");
        const error = refusal("post-action", { body: newAction }, JSON.stringify(body));
        expect(JSON.stringify([error?.message, error?.errors])).not.toMatch(/\\ud[89a-f]/);
      }),
    );
  });

  test("the items of a batch answer for themselves", () => {
    for (const [name, takes] of takers.filter(isBatch)) {
      const [list = ""] = Object.keys((takes.body as z.ZodMiniObject).shape);
      expect(refusal(name, takes, `{"${list}":[{"verb":"\\ud800","n":1e400}]}`)).toBeUndefined();
    }
  });

  test("a number that is carried exactly is let pass, and text that is well-formed", () => {
    fc.assert(
      fc.property(exact, fc.string({ unit: "grapheme" }), (number, text) => {
        const body: unknown = JSON.parse(`{"verb":"v","data":{"n":${number}, "s":${JSON.stringify(text)}}}`);
        expect([number, check(newAction, body).errors]).toEqual([number, []]);
      }),
    );
  });

  test("a field that is wrong in two ways is named once", () => {
    expect(
      check(newAction, { verb: "\ud800".repeat(300), target: "user:\ud800" }).errors.map(({ path }) => path),
    ).toEqual(["verb", "target"]);
  });
});

describe("JSON nested deeper than 64 levels is refused before anything recurses", () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

  test.each(takers)("%s", (name, takes) => {
    for (const body of [
      nested(65),
      nested(2500),
      "[".repeat(30_000),
      `{"data":${"[".repeat(64)}${"]".repeat(64)}}`,
    ]) {
      expect(refusal(name, takes, body)?.errors).toEqual([
        { path: "", message: "the body must not be nested deeper than 64" },
      ]);
    }
  });

  test("levels are counted as a reader of JSON would", () => {
    const levelsOf = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(levelsOf))
        : 0;
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { withCrossShrink: true },
        fc.string({ unit: "grapheme" }),
        fc.constantFrom('{"', "]\\", '"[[['),
        tie("list"),
      ),
      list: fc.array(tie("any"), { maxLength: 3 }),
    })).any;
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 64 }), (inner, around) => {
        const whole = Array.from({ length: around }).reduce<unknown>((found) => ({ '[{\\"': found }), inner);
        expect(isTooDeep(JSON.stringify(whole))).toBe(levelsOf(whole) > 64);
      }),
    );
  });
});

describe("a verb of characters that nobody sees is blank", () => {
  const wrong = (verb: string) => check(newAction, { verb }).errors.map(({ path }) => path);
  const unseen = [
    " ",
    "\t",
    "\u0000",
    "\u0085",
    "\u00a0",
    "\u00ad",
    "\u034f",
    "\u061c",
    "\u115f",
    "\u180e",
    "\u200b",
    "\u200d",
  ];
  const more = [
    "\u2028",
    "\u202e",
    "\u2060",
    "\u2800",
    "\u3000",
    "\u3164",
    "\ufe0f",
    "\ufeff",
    "\uffa0",
    "\ufffe",
    "\u{e0001}",
  ];

  test("whatever of them it has, and however often", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...unseen, ...more), { maxLength: 20, size: "max" }), (all) => {
        expect(wrong(all.join(""))).toEqual(["verb"]);
        expect(wrong([...all, "x"].join(""))).toEqual([]);
      }),
    );
  });
});

describe("a query", () => {
  test("that is no UTF-8 is refused by the parameter's name", () => {
    for (const [raw, path] of [
      ["verb=%ed%a0%bd", "verb"],
      ["a=1&limit=%ff", "limit"],
      ["limit=%", "limit"],
      ["%ff=1", ""],
    ] as const) {
      expect(() => parseQueryString(raw)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ path })] }) as Error,
      );
    }
  });

  test("is read in a time that grows with its length alone", () => {
    const began = performance.now();
    const { a } = parseQueryString("a&".repeat(200_000));
    expect(a).toHaveLength(200_000);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

const strange = { model_type: "site", id: "1", x: 42 };

test.each([
  ["an action's actor", newAction, { verb: "v", actor: strange }, "actor.x"],
  ["an action's object", newAction, { verb: "v", action_object: strange }, "action_object.x"],
  ["an action's target", newAction, { verb: "v", target: strange }, "target.x"],
  ["a new action's recipient", newAction, { verb: "v", to: ["user:a", strange] }, "to.1.x"],
  ["a patched action's recipient", actionPatch, { to: [strange] }, "to.0.x"],
  ["who follows", followBody, { user: strange }, "user.x"],
  ["what is followed in a batch", batchFollow, { follow_object: strange }, "follow_object.x"],
] as const)("an unknown field of %s is told", (_what, schema, body, path) => {
  expect(check(schema, body).errors).toEqual([{ path, message: "is not known here" }]);
});

describe("names that every object has are names like others", () => {
  const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf"];

  test.each(NAMES)("%s is no field, no parameter and no attribute", (name) => {
    const field: unknown = JSON.parse(`{"verb":"v","${name}":1}`);
    expect(check(newAction, field).errors).toEqual([{ path: name, message: "is not known here" }]);
    const actor: unknown = JSON.parse(
      `{"verb":"v","actor":{"model_type":"user","id":"1","${name}":{"name":"x"}}}`,
    );
    expect(check(newAction, actor).errors).toEqual([{ path: `actor.${name}`, message: "is not known here" }]);
    for (const [raw, value] of [
      [`${name}=1`, ["1"]],
      [`${name}`, [""]],
      [`${name}=1&${name}=2`, ["1", "2"]],
    ] as const) {
      const given = parseQueryString(raw);
      expect(Object.entries(given)).toEqual([[name, value]]);
      expect(parseQuery(noFields, given).errors).toEqual([{ path: name, message: "is not known here" }]);
    }
    const data: unknown = JSON.parse(`{"verb":"v","data":{"${name}":{"a":1}}}`);
    expect(JSON.stringify(check(newAction, data).data.data)).toBe(`{"${name}":{"a":1}}`);
    expect(chooseForm(undefined, name)).toBe("json");
    expect(registeredType(name) ?? typeOfCollection(name)).toBeUndefined();
    expect(collectionOf(name)).toBe(name);
  });

  test("constructor is a type, an id, a flag and a verb", () => {
    const body = {
      actor: "constructor:constructor",
      verb: "constructor",
      target: { model_type: "constructor", id: "__proto__" },
    };
    expect(check(newAction, body)).toMatchObject({
      errors: [],
      data: { actor: { ref: { model_type: "constructor" } } },
    });
    expect(check(followBody, { flag: "constructor" }).errors).toEqual([]);
  });
});

describe("a wrong field is told in our words, never in the validator's", () => {
  test.each(takers)("%s", (name, takes) => {
    const names = Object.keys((takes.body as z.ZodMiniObject | undefined)?.shape ?? {});
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, "anything"), wrong), (body) => {
        const messages = refusal(name, takes, JSON.stringify(body))?.errors?.map((one) => one.message) ?? [];
        expect(messages.filter((message) => RAW_TEXT.test(message))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
