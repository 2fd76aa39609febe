import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bill } from "../../lib/tools/costs/bill.ts";
import { totalOf } from "../../lib/tools/costs/bill-line.ts";
import { billTables } from "../../lib/tools/costs/bill-report.ts";
import type { Cost, Scenario } from "../../lib/tools/costs/cost.ts";
import { costTable, monthTable } from "../../lib/tools/costs/report.ts";
import { unitsIn } from "../../lib/tools/costs/run.ts";
import { SCENARIOS } from "../../lib/tools/costs/scenarios.ts";
import { STEPS } from "../../lib/tools/costs/stage.ts";
import { expectWithin } from "../support/budget.ts";
import { freshWorld } from "../support/fresh-table.ts";

test("every operation is within its budget, docs/costs.md shows what was measured, the bill is half of the first", async () => {
  const measured: [Scenario, Cost][] = [];
  for (const scenario of SCENARIOS) {
    const cost = await scenario.measure(await freshWorld());
    expectWithin(scenario, cost);
    measured.push([scenario, cost]);
  }
  const shown = (document: string) => expect(readFileSync(document, "utf8"), "npm run costs -- --write");
  shown("docs/costs.md").toContain(costTable(measured));
  shown("docs/costs.md").toContain(monthTable(measured));
  const units = unitsIn(measured);
  for (const table of Object.values(billTables(units))) shown("docs/costs.md").toContain(table);
  const totals = STEPS.map(([, stage]) => totalOf(bill(units, 1_000_000, stage)));
  expect(totals).toEqual(totals.toSorted((a, b) => b - a));
  expect(totals.at(-1)).toBeLessThanOrEqual((totals[0] ?? 0) / 2);
});
