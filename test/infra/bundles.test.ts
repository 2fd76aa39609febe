import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { CONSOLE } from "../../lib/contract/console.ts";
import { FALLBACK } from "../../lib/contract/functions.ts";
import type { Route } from "../../lib/contract/route.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { bundleFolder, bundleFunctions } from "../../lib/infra/bundle.ts";

const sourcesOf = (name: string): string[] =>
  (JSON.parse(readFileSync(`${bundleFolder(name)}/index.js.map`, "utf8")) as { sources: string[] }).sources;

/** Which parts of zod are in a function's bundle: `mini`, `core` and the like. */
function partsOfZod(name: string): string[] {
  const parts = sourcesOf(name).flatMap(
    (source) => /node_modules\/zod\/(.*)\/[^/]+$/.exec(source)?.[1] ?? [],
  );
  return [...new Set(parts)].sort();
}

test("every function checks with zod/mini and zod's English alone: the whole of zod is never in its bundle", () => {
  bundleFunctions();
  const functions = readdirSync(bundleFolder("")).filter((name) => name !== FALLBACK && name !== CONSOLE);
  expect(functions).not.toEqual([]);
  for (const name of functions) {
    expect(partsOfZod(name), name).toEqual(["v4/core", "v4/locales", "v4/mini"]);
  }
});

test("what is open to everybody carries no client of AWS and no keys", () => {
  bundleFunctions();
  const open = Object.entries<Route>(ROUTES).flatMap(([name, { allow }]) =>
    allow === "public" ? [name] : [],
  );
  expect(open).not.toEqual([]);
  for (const name of [...open, FALLBACK, CONSOLE]) {
    expect(
      sourcesOf(name).filter((source) => /node_modules\/(@aws-sdk|@smithy|jose)\//.test(source)),
    ).toEqual([]);
  }
});
