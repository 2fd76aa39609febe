import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const tests = globSync("test/**/*.test.ts")
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

test("every test that the table of failures names is there", () => {
  const [, table = ""] = readFileSync("docs/operations.md", "utf8").split(
    "# Every failure, and what comes of it",
  );
  const rows = (table.split("\n# ")[0] ?? "")
    .split("\n")
    .filter((line) => /^\| (?!What fails)[A-Z]/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  const named = rows.map((row) => /\| `([^`]+)` \|$/.exec(row)?.[1] ?? `no test: ${row}`);
  expect(named.filter((name) => !tests.includes(name))).toEqual([]);
});
