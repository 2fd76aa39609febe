import { expect, test } from "vitest";
import { beginningOf, shortName } from "../../console/text.ts";

test("a long name loses its middle, by letters as people count them", () => {
  expect(shortName("crython", 8)).toBe("crython");
  expect(shortName("repository-of-alice", 8)).toBe("reposi…ce");
  expect(shortName("👩‍👩‍👧‍👦".repeat(8), 8)).toBe("👩‍👩‍👧‍👦".repeat(8));
  expect(shortName("👩‍👩‍👧‍👦".repeat(9), 8)).toBe(`${"👩‍👩‍👧‍👦".repeat(6)}…${"👩‍👩‍👧‍👦".repeat(2)}`);
});

test("a text begins with its first letters and its first lines", () => {
  expect(beginningOf("short", 10, 2)).toBe("short");
  expect(beginningOf("a long text", 6, 2)).toBe("a long…");
  expect(beginningOf("one\ntwo\nthree", 100, 2)).toBe("one\ntwo…");
});
