import { expect, test } from "vitest";
import { BoundedMap } from "../../lib/http/bounded-map.ts";

test("what callers fill never grows beyond its size, and keeps what was set last", () => {
  const bounded = new BoundedMap<number>(100);
  for (let index = 0; index < 10_000; index++) bounded.set(`key-${index}`, index);
  expect(bounded.size).toBe(100);
  expect([bounded.get("key-9899"), bounded.get("key-9900"), bounded.get("key-9999")]).toEqual([
    undefined,
    9900,
    9999,
  ]);
});

test("what is set again is new again, and takes no second place", () => {
  const bounded = new BoundedMap<string>(2);
  bounded.set("a", "1");
  bounded.set("b", "1");
  bounded.set("a", "2");
  bounded.set("c", "1");
  expect([bounded.get("a"), bounded.get("b"), bounded.get("c"), bounded.size]).toEqual([
    "2",
    undefined,
    "1",
    2,
  ]);
});
