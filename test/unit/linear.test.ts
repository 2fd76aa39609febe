import { expect, test } from "vitest";
import * as z from "zod/mini";
import { idOfPath, pathId } from "../../lib/domain/path-id.ts";
import { holds } from "../../lib/domain/preconditions.ts";
import { webAddress } from "../../lib/domain/web-address.ts";
import { chooseForm } from "../../lib/forms/negotiate.ts";
import { GatewayRoutes } from "../../lib/local/gateway-routes.ts";
import { readTarget } from "../../lib/local/gateway-target.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { chooseCoding } from "../../lib/http/coding.ts";
import { namesEtag } from "../../lib/http/etag.ts";
import { noSuchPath } from "../../lib/http/no-such-path.ts";
import { check, parseJson, parseQuery, parseQueryString } from "../../lib/http/parse.ts";

/** Ten times what the gateway lets through, and twice a body. */
const SIZE = 128 * 1024;
/**
 * How many times the work of the yardstick reading may take. What we have takes up to 22 times; what looks at
 * each pair of so many parts takes a thousand times.
 */
const MOST = 100;

const routes = new GatewayRoutes(
  Object.values(ROUTES).map(({ method, path }) => ({ key: `${method} ${path}`, target: path })),
);
const LONG_BODY = "x".repeat(2000);
const takes = z.strictObject({ verb: z.optional(z.string()), type: z.optional(z.array(z.string())) });
const body = z.strictObject({ verb: z.string(), data: z.optional(z.record(z.string(), z.unknown())) });

const filled = (unit: string | ((index: number) => string), size: number): string =>
  typeof unit === "string"
    ? unit.repeat(Math.ceil(size / unit.length))
    : Array.from({ length: Math.ceil(size / unit(0).length) }, (_one, index) => unit(index)).join("");

const quietly = (work: () => unknown): void => {
  try {
    work();
  } catch {
    // What it says is another test's.
  }
};

const query = (text: string) => quietly(() => parseQuery(takes, parseQueryString(text)));
const json = (text: string) => quietly(() => check(body, parseJson(text, false, Number.POSITIVE_INFINITY)));
const path = (text: string) => quietly(() => noSuchPath(readTarget(text)?.path ?? ""));

/** What reads something from outside, and texts that are as bad for it as we can think of. */
const READERS: readonly (readonly [
  string,
  (text: string) => void,
  readonly (string | ((index: number) => string))[],
])[] = [
  [
    "query",
    query,
    ["a&", "&", "type=a&", "verb&", "%41", "+", "=", "%", (at) => `name${at}=1&`, "__proto__=1&"],
  ],
  ["path", path, ["/", "/a", "%2F", "%41", "~2F", "~", "?", "%"]],
  ["route", (text) => void routes.find("GET", text), ["/", "/users/a/activity", "{id}"]],
  ["id", (text) => quietly(() => pathId(idOfPath(text))), ["~2F", "~7E", "~", "/", "a"]],
  [
    "Accept",
    (text) => void chooseForm(undefined, text),
    ["a/b,", ",", ";q=1", "*/*;q=0.1,", " ", "\t", "a", '";,'],
  ],
  ["Accept-Encoding", (text) => void chooseCoding(LONG_BODY, text), ["gzip,", ",", ";q=1", " ", "br;q=0.1,"]],
  [
    "If-Match",
    (text) => void holds({ ifMatch: `${text}x`, ifNoneMatch: text }, "1"),
    [" ", ",", '"a",', "W/", '"', "x", '"a" '],
  ],
  ["If-None-Match", (text) => void namesEtag(text, '"x"'), ['"a",', ",", " ", 'W/"a",', "W/", '-gzip"']],
  [
    "address",
    (text) => quietly(() => z.safeParse(webAddress, `https://a.example/${text}`)),
    ["/", "a", "%41", "?", "#", ".", "@"],
  ],
  [
    "body of keys",
    (text) => json(`{${text}"verb":"v"}`),
    [(at) => `"name${at}":1,`, '"a":1,', '"__proto__":1,'],
  ],
  [
    "body of values",
    (text) => json(`{"verb":"v","data":{"a":[${text}0]}}`),
    ["1,", '"a",', "{},", "[[[]]],", '{"a":{"b":1}},', "1e5,"],
  ],
  [
    "body of text",
    (text) => json(`{"verb":"${text}"}`),
    ["a", "\\\\", "\\u0041", "\\ud83d\\ude00", " ", "\\u200b"],
  ],
  ["broken body", json, ["[", "{", '"', "\\", '{"a":', "1", " ", "-", "]"]],
];

/** Milliseconds of this thread, whatever else the machine does. */
function time(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const COMMAS = "a,".repeat(SIZE / 2);
/** Looks at every character, and makes something of every second one. */
const commas = () => time(() => COMMAS.split(",").map((part) => part.trim().toUpperCase()));
const yardstick = Math.max(2, Math.min(commas(), commas(), commas()));

/**
 * Whether it takes as many times the yardstick's work as only what is quadratic does, in each of some tries:
 * collecting garbage adds to one.
 */
function isSlow(read: (text: string) => void, unit: string | ((index: number) => string)): boolean {
  const text = filled(unit, SIZE);
  return [1, 2, 3].every(() => time(() => read(text)) >= MOST * yardstick);
}

/** The same for a quarter of the text, once. */
const isSlowForQuarter = (read: (text: string) => void, unit: string): boolean =>
  4 * time(() => read(filled(unit, SIZE / 4))) >= MOST * yardstick;

test.each(READERS)(
  "the work of reading a %s does not grow with the square of its size",
  (_name, read, units) => {
    const slow = units.filter((unit) => isSlow(read, unit));
    expect(slow).toEqual([]);
  },
);

test("what is quadratic is found, even in a quarter of that", () => {
  const copying = (text: string) => {
    let parts: string[] = [];
    for (const part of text.split("&")) parts = [...parts, part];
  };
  expect(isSlowForQuarter(copying, "a&")).toBe(true);
  expect(isSlowForQuarter((text) => void /[ ]*$/.test(`${text}x`), " ")).toBe(true);
});
