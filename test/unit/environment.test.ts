import { expect, test } from "vitest";
import { readEnvironment } from "../../lib/runtime/environment.ts";

test("a function that cannot start says which variables are missing or wrong, in one line", () => {
  expect(() => readEnvironment({ MAX_FOLLOWS: "many", PUBLIC_READS: "yes" })).toThrow(
    /^missing or wrong: TABLE_NAME,MAX_FOLLOWS,PUBLIC_READS$/,
  );
  expect(() => readEnvironment({ TABLE_NAME: "t", RATE_PER_SECOND: "5" })).toThrow(
    /wrong: RATE_PER_SECOND and RATE_BURST come together$/,
  );
  expect(readEnvironment({ TABLE_NAME: "t", RATE_PER_SECOND: "5", RATE_BURST: "9" })).toMatchObject({
    tableName: "t",
    rate: { perSecond: 5, burst: 9 },
  });
});
