import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { FALLBACK } from "../../lib/contract/functions.ts";
import { bundleFolder, bundleFunctions } from "../../lib/infra/bundle.ts";

/** Which parts of zod are in a function's bundle: `mini`, `core` and the like. */
function partsOfZod(name: string): string[] {
  const { sources } = JSON.parse(readFileSync(`${bundleFolder(name)}/index.js.map`, "utf8")) as { sources: string[] };
  const parts = sources.flatMap((source) => /node_modules\/zod\/(.*)\/[^/]+$/.exec(source)?.[1] ?? []);
  return [...new Set(parts)].sort();
}

test("every function checks with zod/mini and zod's English alone: the whole of zod is never in its bundle", () => {
  bundleFunctions();
  const functions = readdirSync(bundleFolder("")).filter((name) => name !== FALLBACK);
  expect(functions).not.toEqual([]);
  for (const name of functions) {
    expect(partsOfZod(name), name).toEqual(["v4/core", "v4/locales", "v4/mini"]);
  }
}, 60_000);
