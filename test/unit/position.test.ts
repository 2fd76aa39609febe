import fc from "fast-check";
import { expect, test } from "vitest";
import { after, before, narrow, positionOf } from "../../lib/domain/position.ts";
import { compareUtf8 } from "../../lib/domain/text.ts";

/** Code points at the borders of what UTF-16 and UTF-8 write in the same way, among others. */
const border = fc.constantFrom(
  "!",
  "a",
  "\ud7ff",
  "\ue000",
  "\uffff",
  "\u{10000}",
  "\u{1f600}",
  "\u{10fffe}",
  "\u{10ffff}",
);
const id = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => !/\p{Cc}/u.test(text)),
  fc.array(border, { minLength: 1, maxLength: 63 }).map((points) => points.join("")),
);
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

test("strings are compared as their UTF-8 bytes are", () => {
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(compareUtf8(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(compareUtf8(a, a)).toBe(0);
    }),
    { numRuns: 2000 },
  );
});

test("what two ranges have in common is between the bounds of both", () => {
  const bound = fc.option(position, { nil: undefined });
  const holds = ({ low, high }: { low?: string | undefined; high?: string | undefined }, one: string) =>
    (low === undefined || compareUtf8(low, one) <= 0) && (high === undefined || compareUtf8(one, high) <= 0);
  fc.assert(
    fc.property(
      fc.record({ low: bound, high: bound }),
      fc.record({ low: bound, high: bound }),
      position,
      (a, b, one) => {
        const both = narrow(a, b);
        expect(both !== null && holds(both, one)).toBe(holds(a, one) && holds(b, one));
      },
    ),
    { numRuns: 2000 },
  );
});
