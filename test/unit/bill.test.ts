import { expect, test } from "vitest";
import { bill } from "../../lib/tools/costs/bill.ts";
import { SCENARIOS } from "../../lib/tools/costs/scenarios.ts";
import { AS_BUILT } from "../../lib/tools/costs/stage.ts";

const MILLION = 1e6;
const nothing = new Map(SCENARIOS.map(({ operation }) => [operation, { write: 0, read: 0, queries: 0 }]));
const lineOf = (what: string, stage = AS_BUILT) =>
  bill(nothing, MILLION, stage).find((line) => line.what.startsWith(what));

test("recovery and backups are charged for the table, and not for global indexes", () => {
  const one = { action: 91.2, listed: 219.6, follows: 2 * 40, people: 1.2, notes: 48.5 };
  const withoutFeeds = Object.values(one).reduce((sum, size) => sum + size, 0);
  const inTable = withoutFeeds + (lineOf("rows of feeds")?.count ?? Number.NaN);
  for (const [what, price] of [["point-in-time recovery", 0.2] as const, ["backups", 0.1] as const]) {
    expect(lineOf(what)?.count).toBeCloseTo(inTable);
    expect(lineOf(what)?.dollars).toBeCloseTo(price * inTable);
  }
});
