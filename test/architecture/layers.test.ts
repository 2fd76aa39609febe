import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { FALLBACK } from "../../lib/contract/functions.ts";
import { ROUTES } from "../../lib/contract/routes.ts";
import { importsOf } from "./imports.ts";

const EDGE = [
  "lib/contract",
  "lib/domain",
  "lib/table",
  "lib/store",
  "lib/http",
  "lib/worker",
  "lib/runtime",
];
const TOOLS = ["lib/contract", "lib/domain", "lib/table", "lib/store", "lib/local"];

/** Which layers each layer may import, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "lib/contract": [],
  "lib/domain": [],
  "lib/forms": ["lib/domain"],
  "lib/hooks": ["lib/domain"],
  "lib/table": ["lib/contract", "lib/domain"],
  "lib/store": ["lib/contract", "lib/domain", "lib/table"],
  "lib/runtime": ["lib/contract", "lib/domain", "lib/table"],
  "lib/http": [
    "lib/contract",
    "lib/domain",
    "lib/forms",
    "lib/hooks",
    "lib/table",
    "lib/store",
    "lib/runtime",
  ],
  // Events carry what a client would be shown.
  "lib/worker": ["lib/contract", "lib/domain", "lib/table", "lib/store", "lib/runtime", "lib/http"],
  "lib/openapi": ["lib/contract", "lib/domain", "lib/http", "lambdas/api"],
  // The description is data by then; what makes it stays out of the bundles.
  "lambdas/api": [...EDGE, "lib/hooks", "lib/openapi/openapi.json"],
  "lambdas/changes": EDGE,
  "lambdas/queues": EDGE,
  "lambdas/schedules": EDGE,
  "lib/infra": ["lib/contract"],
  "lib/client": [],
  "lib/local": ["lib/contract", "lib/domain", "lib/table", "lib/store", "lib/infra", "console.config.ts"],
  "lib/tools/bench": [...TOOLS, "lib/infra", "lib/tools/commands", "lib/tools/costs", "lib/tools/import"],
  "lib/tools/commands": [],
  "lib/tools/costs": TOOLS,
  "lib/tools/deploy": [
    "lib/domain",
    "lib/store",
    "lib/table",
    "lib/contract",
    "lib/infra",
    "lib/tools/commands",
  ],
  "lib/tools/import": ["lib/domain", "lib/tools/commands"],
  "lib/tools/keys": ["lib/store", "lib/table"],
  "lib/tools/new": [],
  "lib/tools/redrive": ["lib/contract"],
  "lib/tools/start": ["lib/client", "lib/local", "lib/tools/commands", "lib/tools/import"],
};

const layerOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT).find((layer) => file.startsWith(`${layer}/`));

test.each(Object.entries(MAY_IMPORT))("%s imports only what it may", (layer, allowed) => {
  const wrong = globSync(`${layer}/**/*.ts`).flatMap((file) =>
    importsOf(file)
      .filter((path) => ![layer, ...allowed].some((place) => place === path || place === layerOf(path)))
      .map((path) => `${file} -> ${path}`),
  );
  expect(wrong).toEqual([]);
});

test("lib-dynamodb is used in the store and the table alone, but for opening the local table and measuring against it", () => {
  const users = globSync("{lib,lambdas,bin}/**/*.ts").filter((file) =>
    readFileSync(file, "utf8").includes('"@aws-sdk/lib-dynamodb"'),
  );
  expect(users.filter((file) => !/^lib\/(store|table)\//.test(file)).sort()).toEqual([
    "lib/local/tables.ts",
    "lib/tools/bench/bare-calls.ts",
    "lib/tools/bench/cold-start.ts",
  ]);
});

test("every route is a file and every file a route", () => {
  const files = globSync("lambdas/api/*.ts").map((file) => basename(file, ".ts"));
  expect(files.sort()).toEqual([...Object.keys(ROUTES), FALLBACK].sort());
});

test("who may see an action is asked of one module: others only copy the field", () => {
  const users = globSync(["lib/{domain,forms,http,store,table,worker}/**/*.ts", "lambdas/**/*.ts"]).filter(
    (file) => /\.public\b|visibilit(y|ies)\W+"p|\["(public|private)"/.test(readFileSync(file, "utf8")),
  );
  expect(users.sort()).toEqual([
    "lib/domain/action.ts",
    "lib/domain/plans/post.ts",
    "lib/domain/visibility.ts",
    "lib/http/present.ts",
  ]);
});
