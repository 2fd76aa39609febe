import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const said = (args: readonly string[]) =>
  execFileSync(process.execPath, [...args], { encoding: "utf8", stdio: "pipe" });

test.each([
  ["engine", ["--rounds", "1"], /of bare/],
  ["growth", ["--sizes", "200", "--followees", "2", "--pages", "1,2"], /read units/],
  ["bell", ["--likes", "150"], /groups \| 1 [^]*actions count \| 150 [^]*different members \| 150 /],
  ["cold-start", ["--rounds", "1"], /of lean floor/],
  ["deliveries", ["--sizes", "2"], /without stream/],
  ["heat", ["--scale", "400"], /by-target \| `public#repository#hot` \| write/],
  ["soak", ["--minutes", "1", "--rate", "40"], /failures \| none[^]*lost \| 0 [^]*wrong feeds \| 0 /],
])("`npm run bench -- %s` of docs/performance.md measures", (name, args, columns) => {
  expect(readFileSync("docs/performance.md", "utf8")).toContain(`npm run bench -- ${name}`);
  const output = said(["bin/bench.ts", name, ...args]);
  expect(output).toMatch(columns);
  expect(output).not.toContain("NaN");
});

test("`npm run costs` measures what docs/costs.md says", () => {
  const tables = said(["bin/costs.ts"])
    .split("\n\n")
    .filter((block) => block.startsWith("|"));
  expect(tables.length).toBeGreaterThanOrEqual(3);
  for (const table of tables) expect(readFileSync("docs/costs.md", "utf8")).toContain(table.trim());
});
