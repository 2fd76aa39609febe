import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const linesOf = (...patterns: string[]): string[] =>
  globSync(patterns)
    .filter((file) => file !== "lib/client/api.ts")
    .flatMap((file) => readFileSync(file, "utf8").trimEnd().split("\n"));

const shareOf = (lines: readonly string[], pattern: RegExp): number =>
  lines.filter((line) => pattern.test(line)).length / lines.length;

test("at most one line in twenty is a comment, those that only open and close one included", () => {
  const code = linesOf("lib/**/*.ts", "lambdas/**/*.ts");
  expect(code.length).toBeGreaterThan(30_000);
  expect(shareOf(code, /^\s*(\/\*|\*|\/\/)/)).toBeLessThanOrEqual(0.05);
});

test("fewer than one line in a hundred is longer than 110 columns, with tests and the console", () => {
  const all = linesOf("{bin,console,lambdas,lib,test}/**/*.{ts,tsx}");
  expect(shareOf(all, /^.{111}/)).toBeLessThan(0.01);
});

test("at most five values are said to be of a type that the compiler does not believe", () => {
  const all = linesOf("{bin,console,lambdas,lib,test}/**/*.{ts,tsx}");
  expect(all.filter((line) => /\bas unknown as\b/.test(line)).length).toBeLessThanOrEqual(5);
});
