import { readdirSync, statSync } from "node:fs";
import { commandLine } from "../lib/tools/commands/command-line.ts";
import { BUNDLE_BUDGET } from "../lib/infra/bundle-budget.ts";
import { bundleFolder, bundleFunctions } from "../lib/infra/bundle.ts";

const HELP = `Prints how large each function's bundle is, and fails where one is over its budget (lib/infra/bundle-budget.ts).

  npm run bundle-sizes
`;

commandLine(HELP, {});
bundleFunctions();
const names = new Set([...readdirSync(bundleFolder("")), ...Object.keys(BUNDLE_BUDGET)]);
const wrong: string[] = [];
for (const name of [...names].sort()) {
  const bytes = statSync(`${bundleFolder(name)}/index.js`, { throwIfNoEntry: false })?.size;
  const budget = BUNDLE_BUDGET[name];
  if (bytes === undefined) wrong.push(`${name} has a budget and is no function.`);
  else if (budget === undefined) wrong.push(`${name} has no budget.`);
  else if (bytes > 1000 * budget)
    wrong.push(`${name} is over its budget: look at what was added to its imports.`);
  console.log(
    [name.padEnd(20), ...[bytes ?? 0, 1000 * (budget ?? 0)].map((size) => String(size).padStart(8))].join(""),
  );
}
if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
