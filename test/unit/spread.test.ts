import { expect, test } from "vitest";
import { partOf } from "../../lib/domain/spread.ts";

/** How many of some ids fall on each of so many keys. */
function countsOf(ids: readonly string[], keys: number): number[] {
  const counts = Array.from({ length: keys }, () => 0);
  for (const id of ids) counts[partOf(id, keys)]! += 1;
  return counts;
}

const ids = (count: number, idOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => idOf(index));

/** In standard deviations, how far counts are from those of a fair die. */
function unevenness(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  return (chiSquare - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

test.each([
  ["count up", String],
  ["begin alike", (index: number) => `repository-1-commit-${String(index).padStart(8, "0")}`],
  ["begin with the time", (index: number) => `01890a5d-ac96-774b-bcce-${String(index).padStart(12, "0")}`],
])("ten thousand ids that %s fall on keys as evenly as by chance", (_how, idOf) => {
  const some = ids(10_000, idOf);
  for (const count of countsOf(some, 4)) expect(Math.abs(count - 2500)).toBeLessThan(125);
  for (const keys of [2, 16, 64]) expect(Math.abs(unevenness(countsOf(some, keys)))).toBeLessThan(3);
});

/** The most actions that one of 16 keys gets in one of ten seconds, and in all of them. */
function hottest(actionsPerSecond: number) {
  const seconds = ids(10, String).map((second) =>
    countsOf(
      ids(actionsPerSecond, (index) => `${second}-${index}`),
      16,
    ),
  );
  const inAll = (key: number) => seconds.reduce((sum, counts) => sum + (counts[key] ?? 0), 0);
  return {
    second: Math.max(...seconds.flat()),
    mean: Math.max(...seconds[0]!.map((_, key) => inAll(key))) / 10,
  };
}

test("5,000 actions a second over 16 keys are at most 400 on any key in any second; a 160th of them seems uneven", () => {
  const { second, mean } = hottest(5000);
  expect([second < 400, mean < 335]).toEqual([true, true]);
  // What a simulation of that size shows, times 160.
  const scaled = hottest(5000 / 160);
  expect([160 * scaled.second >= 800, 160 * scaled.mean > 400]).toEqual([true, true]);
});
