import fc from "fast-check";
import { expect, test } from "vitest";
import { timeParameter, timestamp } from "../../lib/domain/time.ts";

const two = (number: number) => String(number).padStart(2, "0");
const offset = fc.record({ sign: fc.constantFrom("+", "-"), hours: fc.nat(23), minutes: fc.nat(59) });
const moment = fc.date({
  min: new Date("0001-01-02T00:00:00Z"),
  max: new Date("9999-12-30T00:00:00Z"),
  noInvalidDate: true,
});

test("a time with any offset and any fraction of a second is the same moment in UTC, with milliseconds", () => {
  fc.assert(
    fc.property(
      moment,
      offset,
      fc.stringMatching(/^\d{0,9}$/),
      fc.boolean(),
      (date, { sign, hours, minutes }, digits, isLower) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
        const local = new Date(whole.getTime() + (sign === "+" ? 1 : -1) * (hours * 60 + minutes) * 60_000);
        const text = `${local.toISOString().slice(0, 19)}${digits && "."}${digits}${sign}${two(hours)}:${two(minutes)}`;
        const shown = `${whole.toISOString().slice(0, 19)}.${digits.slice(0, 3).padEnd(3, "0")}Z`;
        expect([text, timestamp.safeParse(isLower ? text.toLowerCase() : text).data]).toEqual([text, shown]);
        expect(timeParameter.safeParse(text).data).toBe(shown);
        // As a query has it whose `+` was not escaped.
        const issues = timeParameter
          .safeParse(text.replace("+", " "))
          .error?.issues.map(({ message }) => message);
        expect(issues).toEqual(sign === "+" ? ["must have the + of its offset written as %2B"] : undefined);
      },
    ),
    { numRuns: 500 },
  );
});

test.each(["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])(
  "%s would have no year of four digits",
  (text) => {
    expect(timestamp.safeParse(text).success).toBe(false);
  },
);
