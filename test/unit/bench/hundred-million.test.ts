import { expect, test } from "vitest";
import { hundredMillion } from "../../../lib/tools/bench/hundred-million.ts";

test("what 500 chains take for 100 million followers follows from the speed of one", () => {
  const [told, removed, quota] = hundredMillion({ toldPerSecond: 800, removedPerSecond: 290 });
  expect(told).toContain("take 4.2 minutes for 100 million");
  expect(removed).toContain("take 11.5 minutes for 100 million, and 1,450,000 write units a second");
  expect(quota).toContain("takes 6.9 hours; one hour needs 277,778");
});
