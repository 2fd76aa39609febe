import fc from "fast-check";
import { expect, test } from "vitest";
import { after, before, positionOf } from "../../lib/domain/position.ts";
import { compareUtf8 } from "../../lib/domain/text.ts";

const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => !/\p{Cc}/u.test(text));
const position = id.map((text) => positionOf("2020-01-01T00:00:00.000Z", text));

test("before and after step past a position and past no other", () => {
  fc.assert(
    fc.property(position, position, (a, b) => {
      expect(compareUtf8(before(a), a)).toBe(-1);
      expect(compareUtf8(after(a), a)).toBe(1);
      if (compareUtf8(b, a) < 0) expect(compareUtf8(b, before(a))).toBeLessThanOrEqual(0);
      if (compareUtf8(b, a) > 0) expect(compareUtf8(b, after(a))).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});
