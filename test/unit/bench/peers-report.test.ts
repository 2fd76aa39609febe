import { expect, test } from "vitest";
import { rowsOf } from "../../../lib/tools/bench/peers/report.ts";
import { stated } from "../../../lib/tools/bench/publish.ts";

const OPERATION = "post, 1 at once";
const found = {
  peers: ["tributary", "floor", "other"],
  measured: [
    { operation: OPERATION, peer: "tributary", times: [10, 10, 10, 30], milliseconds: 40, cpu: 80 },
    { operation: OPERATION, peer: "floor", times: [1, 1, 1, 1], milliseconds: 4, cpu: 2 },
  ],
  idle: { tributary: 40, floor: 2 },
  memory: { tributary: 1234, floor: 12.34 },
};

test("each figure of another is told with how many times Tributary's it is", () => {
  expect(rowsOf(found)).toEqual([
    { what: `${OPERATION}: per second`, tributary: "100", floor: "1,000 (10×)", other: "" },
    { what: `${OPERATION}: p50 / p99, ms`, tributary: "10 / 30", floor: "1 / 1", other: "" },
    { what: `${OPERATION}: processor time each, ms`, tributary: "20", floor: "0.5 (0.025×)", other: "" },
    { what: "nobody asks: processor time a second, ms", tributary: "40", floor: "2 (0.05×)", other: "" },
    { what: "memory in the end, MiB", tributary: "1,234", floor: "12 (0.01×)", other: "" },
  ]);
});

test("nothing is told of operations of which nothing was measured, and no ratio without a first figure", () => {
  const [, memory] = rowsOf({ ...found, peers: ["absent", "floor"], measured: [] });
  expect(memory).toEqual({ what: "memory in the end, MiB", absent: "", floor: "12" });
});

test("notes stand above the table", () => {
  const text = stated({ notes: ["django: not run: needs postgres."], rows: [{ what: "x", tributary: "1" }] });
  expect(text).toBe("- django: not run: needs postgres.\n\n| what | tributary |\n| --- | --: |\n| x | 1 |");
});
