import { expect } from "vitest";
import type { Cost, Scenario } from "../../lib/tools/costs/cost.ts";

/** Checks a measured cost against its budget, and against its lower bound. */
export function expectWithin({ budget, beyond, floor }: Scenario, cost: Cost): void {
  expect(cost.write).toBeLessThanOrEqual(budget.write ?? Infinity);
  expect(cost.read).toBeLessThanOrEqual((budget.read ?? Infinity) + (beyond?.read ?? 0));
  expect(cost.queries).toBeLessThanOrEqual(budget.queries ?? Infinity);
  expect(cost.write, "nothing is cheaper than its floor").toBeGreaterThanOrEqual(floor.write);
}
