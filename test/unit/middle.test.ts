import fc from "fast-check";
import { expect, test } from "vitest";
import { middle } from "../../lib/domain/middle.ts";
import { compareUtf8 } from "../../lib/domain/text.ts";

const point = fc.constantFrom("!", "0", "5", "9", "a", "z", "\u001f", "\ud7ff", "\ue000", "\u{10ffff}");
const text = fc.array(point, { maxLength: 6 }).map((points) => points.join(""));

test("the middle of two texts is above the first, at most the second, and well-formed", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      fc.pre(a !== b);
      const [low = "", high = ""] = [a, b].sort(compareUtf8);
      const cut = middle(low, high);
      expect([compareUtf8(low, cut), compareUtf8(cut, high)]).not.toContain(1);
      expect([cut === low, cut.isWellFormed()]).toEqual([false, true]);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["user#100", "user#900", "user#5"],
  ["user#29", "user#31", "user#3"],
  ["user#a", "user#ab", "user#a1"],
])("between %s and %s it is %s", (low, high, cut) => expect(middle(low, high)).toBe(cut));
