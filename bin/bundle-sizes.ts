import { readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import { bundleFolder, bundleFunctions } from "../lib/infra/bundle.ts";

/** Bytes: every byte is read at each cold start. */
const BUDGET = 430_000;
/** Functions that carry more than code. */
const LARGER: Readonly<Record<string, number>> = { "get-openapi": 470_000 };

const budgetOf = (name: string): number => LARGER[name] ?? BUDGET;

bundleFunctions();
const sizes = readdirSync(bundleFolder("")).map((name) => ({ name, bytes: statSync(`${bundleFolder(name)}/index.js`).size }));
const over = sizes.filter(({ name, bytes }) => bytes > budgetOf(name));
for (const { name, bytes } of sizes) console.log(`${String(bytes).padStart(8)}  ${basename(name)}`);
console.log(
  `${String(BUDGET).padStart(8)}  the budget of each (${Object.entries(LARGER)
    .map((pair) => pair.join(": "))
    .join(", ")})`,
);
if (over.length > 0) {
  console.error(`Over budget: ${over.map(({ name }) => name).join(", ")}. Look at what was added to their imports.`);
  process.exit(1);
}
