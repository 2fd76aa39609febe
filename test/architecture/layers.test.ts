import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { FALLBACK } from "../../lib/contract/functions.ts";
import { ROUTES } from "../../lib/contract/routes.ts";

/** Which layers each layer may import, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "lib/contract": [],
  "lib/domain": [],
  "lib/forms": ["lib/domain"],
  "lib/hooks": ["lib/domain"],
  "lib/store": ["lib/contract", "lib/domain"],
  "lib/runtime": ["lib/contract", "lib/domain", "lib/forms", "lib/hooks", "lib/store"],
  "lib/openapi": ["lib/contract", "lib/domain", "lib/runtime", "lambdas/api"],
  // The description is data by then; what makes it stays out of the bundles.
  "lambdas/api": ["lib/contract", "lib/domain", "lib/hooks", "lib/store", "lib/runtime", "lib/openapi/openapi.json"],
  "lambdas/schedules": ["lib/contract", "lib/domain", "lib/store", "lib/runtime"],
  "lambdas/stream": ["lib/contract", "lib/domain", "lib/store", "lib/runtime"],
  "lib/infra": ["lib/contract"],
  "lib/redrive": ["lib/contract"],
  "lib/client": [],
  "lib/commands": [],
  "lib/keys": ["lib/store"],
  "lib/deploy": ["lib/commands", "lib/contract", "lib/infra"],
  "lib/import": ["lib/commands", "lib/domain"],
  "lib/costs": ["lib/contract", "lib/domain", "lib/store", "lib/local"],
  "lib/bench": ["lib/contract", "lib/domain", "lib/infra", "lib/import", "lib/store", "lib/local", "lib/costs"],
  "lib/local": ["lib/contract", "lib/domain", "lib/infra", "lib/store", "console.config.ts"],
};

const layerOf = (file: string): string | undefined => Object.keys(MAY_IMPORT).find((layer) => file.startsWith(`${layer}/`));
const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)].map(([, path]) => normalize(join(dirname(file), path ?? "")));

test.each(Object.entries(MAY_IMPORT))("%s imports only what it may", (layer, allowed) => {
  const wrong = globSync(`${layer}/**/*.ts`).flatMap((file) =>
    importsOf(file)
      .filter((path) => ![layer, ...allowed].some((place) => place === path || place === layerOf(path)))
      .map((path) => `${file} -> ${path}`),
  );
  expect(wrong).toEqual([]);
});

test("lib-dynamodb is used in the store alone, but for opening the local table and measuring against it", () => {
  const users = globSync("{lib,lambdas,bin}/**/*.ts").filter((file) =>
    readFileSync(file, "utf8").includes('"@aws-sdk/lib-dynamodb"'),
  );
  expect(users.filter((file) => !file.startsWith("lib/store/")).sort()).toEqual([
    "lib/bench/cold-start.ts",
    "lib/bench/engine.ts",
    "lib/local/tables.ts",
  ]);
});

test("every route is a file and every file a route", () => {
  const files = globSync("lambdas/api/*.ts").map((file) => basename(file, ".ts"));
  expect(files.sort()).toEqual([...Object.keys(ROUTES), FALLBACK].sort());
});
