import { expect, test } from "vitest";
import { OWN_LINES, bill } from "../../lib/tools/costs/bill.ts";
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

test("what the log is less by is no more than Lambda's three lines", () => {
  const id = "RequestId: c793869b-ee49-115b-a5b6-4fd21e8dedac";
  const report = "Duration: 2.34 ms\tBilled Duration: 3 ms\tMemory Size: 512 MB\tMax Memory Used: 98 MB\t";
  const lines = [`START ${id} Version: $LATEST`, `END ${id}`, `REPORT ${id}\t${report}`];
  // CloudWatch counts 26 bytes more for each.
  const charged = lines.reduce((sum, line) => sum + line.length + 1 + 26, 0);
  expect(charged).toBeGreaterThanOrEqual(OWN_LINES);
});

const countOf = (what: string, stage = AS_BUILT) => lineOf(what, stage)?.count ?? Number.NaN;

test("without Lambda's lines logs shrink by those of every request, and by nothing else", () => {
  const talkative = { ...AS_BUILT, ownLines: true };
  const less = countOf("GB of logs", talkative) - countOf("GB of logs");
  expect(less).toBeCloseTo((countOf("gateway") * OWN_LINES) / 1e9);
});

test("a badge that comes with a page is no request, and still costs the table what it reads", () => {
  const apart = { ...AS_BUILT, badgesWithPages: false };
  const badges = countOf("a badge", apart);
  expect(countOf("a badge")).toBe(badges);
  for (const what of ["gateway", "functions that answer"])
    expect(countOf(what, apart) - countOf(what)).toBe(badges);
  expect(countOf("GB sent out", apart)).toBeGreaterThan(countOf("GB sent out"));
});
