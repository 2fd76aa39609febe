import fc from "fast-check";
import { expect, test } from "vitest";
import {
  MOST_YOUNG,
  asOfTurn,
  withTurn,
  isRead,
  isSeen,
  packMark,
} from "../../lib/domain/notifications/marks.ts";
import { LONGEST_CURSOR } from "../../lib/http/list.ts";

const time = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });
const turn = fc.nat(10_000);
const NONE = { seen: 0, read: 0 };

test("a mark of a turn covers what the same mark without one does, and stays as it is as text", () => {
  fc.assert(
    fc.property(time, turn, (at, made) => {
      const seen = withTurn(at, made);
      expect(Number(String(seen))).toBe(seen);
      expect(isSeen({ at, seen, read: 0 }, NONE)).toBe(true);
      expect(isRead({ at: at + 1, seen: 0, read: seen }, NONE)).toBe(false);
    }),
  );
});

test("as of a turn there are its marks and those before, and those of single groups", () => {
  fc.assert(
    fc.property(time, turn, fc.integer({ min: -500, max: 500 }), (at, now, ahead) => {
      const made = Math.max(0, now + ahead);
      const [stamped, single] = [withTurn(at, made), at];
      expect(asOfTurn({ seen: stamped, read: single }, now)).toEqual({
        seen: made > now ? 0 : stamped,
        read: single,
      });
    }),
  );
});

test("a cursor has room for the longest mark of a page", () => {
  const groups = Array.from({ length: MOST_YOUNG }, () => ({ id: "f".repeat(32), at: 2 ** 41 }));
  const mark = packMark({ kind: "page", until: 2 ** 41, groups }).toString("base64url");
  const others = 500;
  expect(Buffer.from(JSON.stringify({ n: mark })).toString("base64url").length).toBeLessThan(
    LONGEST_CURSOR - others,
  );
});
