import { readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import { bundleFolder, bundleFunctions } from "../lib/infra/bundle.ts";

/** Bytes: every byte is read at each cold start. */
const BUDGET = 420_000;

bundleFunctions();
const sizes = readdirSync(bundleFolder("")).map((name) => ({ name, bytes: statSync(`${bundleFolder(name)}/index.js`).size }));
const over = sizes.filter(({ bytes }) => bytes > BUDGET);
for (const { name, bytes } of sizes) console.log(`${String(bytes).padStart(8)}  ${basename(name)}`);
console.log(`${String(BUDGET).padStart(8)}  the budget of each`);
if (over.length > 0) {
  console.error(`Over budget: ${over.map(({ name }) => name).join(", ")}. Look at what was added to their imports.`);
  process.exit(1);
}
