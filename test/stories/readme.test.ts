import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";

test('every line of the README\'s "Use it" works as written', () => {
  const [, block = ""] = /## Use it\n\n```sh\n([\s\S]*?)```/.exec(readFileSync("README.md", "utf8")) ?? [];
  const lines = block.replace(/^URL=.*$/m, `URL=${inject("url")}`).replaceAll(/^curl /gm, "curl -sS --fail-with-body -w '\\n' ");
  expect(lines.match(/^curl /gm)?.length).toBeGreaterThanOrEqual(10);
  const output = execFileSync("bash", ["-euo", "pipefail", "-c", lines], { encoding: "utf8" });
  expect(output).toContain('"summary":"alice pushed crython"');
  expect(output).toContain('{"is_following":true}');
});
