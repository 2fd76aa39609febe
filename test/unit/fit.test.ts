import fc from "fast-check";
import { expect, test } from "vitest";
import { fit } from "../../lib/tools/commands/fit.ts";

test("a long description goes on below its beginning", () => {
  const line = `  --token KEY    ${"a word ".repeat(12).trim()}`;
  expect(fit(line).split("\n")).toEqual([
    `  --token KEY    ${"a word ".repeat(9).trim()}`,
    `                 ${"a word ".repeat(3).trim()}`,
  ]);
});

test("whatever is fitted keeps its words and their order, and only a word alone is longer than 80 columns", () => {
  const word = fc.stringMatching(/^[a-z-]{1,90}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.nat(8), fc.boolean(), (words, indent, hasHead) => {
      const line =
        " ".repeat(indent) + (hasHead ? `npm run x${" ".repeat(indent + 2)}` : "") + words.join(" ");
      const fitted = fit(line);
      expect(fitted.split(/\s+/)).toEqual(line.split(/\s+/));
      for (const one of fitted.split("\n")) if (one.length > 80) expect(one.trim()).not.toContain(" ");
    }),
  );
});

test("lines of one paragraph, or of one description, are filled; commands and options begin their own", () => {
  const words = (count: number) => Array(count).fill("word").join(" ");
  const half = words(9);
  expect(fit(`${half}\n${half}\n\n${half}`)).toBe(`${words(16)}\n${words(2)}\n\n${half}`);
  expect(fit(`  --x  ${half}\n       ${half}`)).toBe(`  --x  ${words(14)}\n       ${words(4)}`);
  const separate = `  npm run ${half}\n  npm run ${half}\n  --x  ${half}`;
  expect(fit(separate)).toBe(separate);
});
