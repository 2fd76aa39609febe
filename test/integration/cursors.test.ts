import { afterEach, expect, test, vi } from "vitest";
import { openCursor, renewCursorSecret, sealCursor } from "../../lib/store/access/cursor.ts";
import { quietTable } from "../support/fresh-table.ts";

const place = { direction: "older", position: "2026-01-01T00:00:00.000Z#1", inclusive: false } as const;

afterEach(() => {
  vi.useRealTimers();
});

test("a new secret ends all cursors within five minutes, in functions that remember the old one too", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { table } = await quietTable();
  const old = await sealCursor(table, "scope", place);
  expect(await openCursor(table, "scope", old)).toMatchObject(place);
  await renewCursorSecret(table);
  vi.setSystemTime(Date.now() + 300_000);
  await expect(openCursor(table, "scope", old)).rejects.toMatchObject({
    code: "invalid",
    errors: [{ path: "cursor" }],
  });
  expect(await openCursor(table, "scope", await sealCursor(table, "scope", place))).toMatchObject(place);
});

test("the secret is read once in five minutes, however many cursors are made and opened", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { table, measure } = await quietTable();
  const work = async () => {
    for (let count = 0; count < 20; count++)
      await openCursor(table, "scope", await sealCursor(table, "scope", place));
  };
  await work();
  expect((await measure(work)).calls).toHaveLength(0);
  vi.setSystemTime(Date.now() + 300_000);
  expect(await measure(work)).toMatchObject({ read: 1, write: 0, calls: [{ kind: "Get" }] });
});
