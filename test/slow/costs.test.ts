import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Cost, Scenario } from "../../lib/tools/costs/cost.ts";
import { costTable, monthTable } from "../../lib/tools/costs/report.ts";
import { SCENARIOS } from "../../lib/tools/costs/scenarios.ts";
import { expectWithin } from "../support/budget.ts";
import { freshWorld } from "../support/fresh-table.ts";

test("every operation is within its budget, docs/costs.md shows what was measured", async () => {
  const measured: [Scenario, Cost][] = [];
  for (const scenario of SCENARIOS) {
    const cost = await scenario.measure(await freshWorld());
    expectWithin(scenario, cost);
    measured.push([scenario, cost]);
  }
  const shown = (document: string) => expect(readFileSync(document, "utf8"), "npm run costs -- --write");
  shown("docs/costs.md").toContain(costTable(measured));
  shown("docs/costs.md").toContain(monthTable(measured));
});
