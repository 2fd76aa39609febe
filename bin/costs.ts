import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commandLine } from "../lib/tools/commands/command-line.ts";
import { progress } from "../lib/tools/bench/figures.ts";
import { bill, isBilled } from "../lib/tools/costs/bill.ts";
import { billTable, billTables } from "../lib/tools/costs/bill-report.ts";
import { growths } from "../lib/tools/costs/growth.ts";
import { peopleIn } from "../lib/tools/costs/people.ts";
import { between, costTable, growthTable, monthTable } from "../lib/tools/costs/report.ts";
import { measureAll, measureGrowths, unitsIn, withWorlds } from "../lib/tools/costs/run.ts";
import { SCENARIOS } from "../lib/tools/costs/scenarios.ts";
import { AS_BUILT } from "../lib/tools/costs/stage.ts";
import { UserFacingError } from "../lib/local/dynamodb.ts";

const HELP = `Measures what each operation of the budget costs, in request units that DynamoDB Local reports and in US dollars
for a million (us-east-1, on demand), and a month of an example; prints it in Markdown.

  npm run costs [-- --write] [--full]
      --write   puts the tables into docs/costs.md
      --full    shows that prices do not grow with 100,000 actions instead of 20,000, which takes minutes
  npm run costs -- --users 10k
      the whole bill of a month of so many people (k: thousands, M: millions); what a person does in it
      stands in lib/tools/costs/assumptions.ts
`;

const yes = { type: "boolean", default: false } as const;
const options = { write: yes, full: yes, users: { type: "string" } } as const;
const { write, full, users } = commandLine(HELP, { options }).values;
try {
  if (users === undefined) await tell();
  else await tellBill(peopleIn(users));
} catch (error) {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exit(1);
}

async function tell(): Promise<void> {
  const tables = await withWorlds(async (newWorld) => {
    const measured = await measureAll(newWorld, SCENARIOS, progress);
    const grown = growthTable(await measureGrowths(newWorld, growths(full ? 100_000 : 20_000), progress));
    const bills = billTables(unitsIn(measured));
    return { costs: costTable(measured), month: monthTable(measured), grown, ...bills };
  });
  progress("");
  console.log(Object.values(tables).join("\n\n"));
  if (write) put("docs/costs.md", tables);
}

async function tellBill(people: number): Promise<void> {
  const measured = await withWorlds((newWorld) => measureAll(newWorld, SCENARIOS.filter(isBilled), progress));
  progress("");
  console.log(billTable(bill(unitsIn(measured), people, AS_BUILT)));
}

function put(name: string, tables: Readonly<Record<string, string | undefined>>): void {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const filled = Object.entries(tables).reduce(
    (text, [marker, table = ""]) => between(text, marker, table),
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, filled);
}
