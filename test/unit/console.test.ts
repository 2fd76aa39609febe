import { expect, test } from "vitest";
import { safeUrl } from "../../console/names.ts";
import { type Stream, changed, untouched } from "../../console/stream/stream-state.ts";
import { ago, dayOf } from "../../console/time.ts";
import type { Action } from "../../lib/client/types.ts";

const action = (id: string, second: number) =>
  ({ id, timestamp: new Date(Date.UTC(2020, 0, 1, 0, 0, second)).toISOString() }) as Action;
const page = (results: readonly Action[], next: string | null = null) => ({ results, next, prev: null });
const began = (items: readonly Action[], next: string | null = null): Stream =>
  changed(untouched, { type: "began", page: page(items, next) });
const ids = (actions: readonly Action[]) => actions.map(({ id }) => id);

test("news waits until it is shown, and takes its place by time and id", () => {
  const stream = began([action("b", 2), action("a", 1)]);
  const heard = changed(stream, {
    type: "heard",
    page: page([action("d", 3), action("c", 2), action("b", 2)]),
  });
  expect([ids(heard.items), ids(heard.news)]).toEqual([
    ["b", "a"],
    ["d", "c"],
  ]);
  const shown = changed(heard, { type: "shown" });
  expect([ids(shown.items), ids(shown.news)]).toEqual([["d", "c", "b", "a"], []]);
});

test("an action that comes twice is shown once", () => {
  const stream = began([action("c", 3), action("b", 2)], "link");
  const grown = changed(stream, { type: "grew", page: page([action("b", 2), action("a", 1)]) });
  expect([ids(grown.items), grown.next, grown.busy]).toEqual([["c", "b", "a"], null, false]);
});

test("a failure keeps what was read and is forgotten after a success", () => {
  const failed = changed(began([action("a", 1)]), { type: "failed", error: new TypeError("fetch failed") });
  expect([ids(failed.items), failed.error]).toEqual([["a"], new TypeError("fetch failed")]);
  expect(changed(failed, { type: "asked" }).error).toBeDefined();
  expect(changed(failed, { type: "heard", page: page([]) }).error).toBeUndefined();
});

test.each([
  [0, "just now"],
  [-5_000, "just now"],
  [60_000, "1 minute ago"],
  [7_200_000, "2 hours ago"],
  [86_400_000, "yesterday"],
  [8 * 86_400_000, "last week"],
  [800 * 86_400_000, "2 years ago"],
])("%i milliseconds back is %s", (passed, words) => {
  expect(ago(new Date(1e12 - passed), 1e12)).toBe(words);
});

test("a day is today, yesterday or a date, with its year if that is another", () => {
  const now = new Date(2026, 10, 25, 12).getTime();
  const days = [
    new Date(2026, 10, 25),
    new Date(2026, 10, 24, 23),
    new Date(2026, 10, 1),
    new Date(2015, 0, 1),
  ];
  const told = days.map((day) => dayOf(day, now).replace(",", ""));
  expect(told).toEqual(["Today", "Yesterday", "Sunday 1 November", "Thursday 1 January 2015"]);
});

test.each([
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  " https://example.com",
  "data:text/html,x",
  "//example.com",
  "https://",
])("%s is no address to link to", (url) => {
  expect(safeUrl(url)).toBeUndefined();
});
