import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commandLine } from "../lib/tools/commands/command-line.ts";
import { progress } from "../lib/tools/bench/figures.ts";
import { growths } from "../lib/tools/costs/growth.ts";
import { between, costTable, growthTable, monthTable } from "../lib/tools/costs/report.ts";
import { measureAll, measureGrowths, withWorlds } from "../lib/tools/costs/run.ts";
import { SCENARIOS } from "../lib/tools/costs/scenarios.ts";
import { UserFacingError } from "../lib/local/dynamodb.ts";

const HELP = `Measures what each operation of the budget costs, in request units that DynamoDB Local reports and in US dollars
for a million (us-east-1, on demand), and a month of an example; prints it in Markdown.

  npm run costs [-- --write] [--full]
      --write   puts the tables into docs/costs.md
      --full    shows that prices do not grow with 100,000 actions instead of 20,000, which takes minutes
`;

const yes = { type: "boolean", default: false } as const;
const { write, full } = commandLine(HELP, { options: { write: yes, full: yes } }).values;
try {
  const tables = await withWorlds(async (newWorld) => {
    const measured = await measureAll(newWorld, SCENARIOS, progress);
    const grown = growthTable(await measureGrowths(newWorld, growths(full ? 100_000 : 20_000), progress));
    return { costs: costTable(measured), month: monthTable(measured), grown };
  });
  progress("");
  console.log(Object.values(tables).join("\n\n"));
  if (write) put("docs/costs.md", tables);
} catch (error) {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function put(name: string, tables: Readonly<Record<string, string | undefined>>): void {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const filled = Object.entries(tables).reduce(
    (text, [marker, table = ""]) => between(text, marker, table),
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, filled);
}
