import { describe, expect, test } from "vitest";
import {
  PAGE,
  Posts,
  STAR,
  descriptionOf,
  isRight,
  randomFrom,
  serialIn,
  workloadOf,
} from "../../../lib/tools/bench/peers/workload.ts";

const USERS = 200;
const workload = workloadOf(USERS, 15, randomFrom(1));

const followersOf = (user: number): number =>
  workload.follows.filter(([, followed]) => followed === user).length;

test("the same seed makes the same workload, and another one another", () => {
  expect(workloadOf(USERS, 15, randomFrom(1))).toEqual(workload);
  expect(workloadOf(USERS, 15, randomFrom(2))).not.toEqual(workload);
});

test("nobody follows themselves, or anybody twice, or somebody who is not there", () => {
  expect(new Set(workload.follows.map(String)).size).toBe(workload.follows.length);
  for (const [follower, followed] of workload.follows) {
    expect(follower).not.toBe(followed);
    expect(Math.min(follower, followed)).toBeGreaterThanOrEqual(1);
    expect(Math.max(follower, followed)).toBeLessThanOrEqual(USERS);
  }
});

test("everybody follows as many as was asked for, on average", () => {
  expect(workload.follows.length / USERS).toBeCloseTo(15, 0);
});

test("three quarters follow the star, and of the others a few have most followers", () => {
  expect(followersOf(STAR)).toBe(0.75 * USERS);
  const others = Array.from({ length: USERS - 1 }, (_user, index) => followersOf(index + 2));
  const sorted = others.toSorted((a, b) => b - a);
  const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0);
  expect(sum(sorted.slice(0, USERS / 10))).toBeGreaterThan(0.4 * sum(sorted));
  expect(others.filter((count) => count === 0).length).toBeLessThan(USERS / 10);
});

test("as few users as two can be had", () => {
  expect(workloadOf(3, 5, randomFrom(1)).follows.length).toBeGreaterThan(0);
});

describe("posts", () => {
  const small = { users: 3, repositories: 1, follows: [[3, 1] as const, [3, 2] as const, [2, 1] as const] };

  test("have serial numbers that go on, and are found again in their descriptions", () => {
    const posts = new Posts(small, randomFrom(1));
    const all = [...posts.next(3, false), ...posts.next(2, true)];
    expect(all.map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5]);
    expect(all.map(descriptionOf).map(serialIn)).toEqual([1, 2, 3, 4, 5]);
  });

  test("one after another have ranks of their own, and those at once share one", () => {
    const posts = new Posts(small, randomFrom(1));
    const ranks = [posts.next(2, false), posts.next(2, true), posts.next(1, false)]
      .flat()
      .map(({ rank }) => rank);
    expect(new Set(ranks).size).toBe(4);
    expect(ranks[2]).toBe(ranks[3]);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test("are in the feeds of who follows their actor, the newest first", () => {
    const posts = new Posts(small, randomFrom(1));
    const made = [posts.next(1, false, 1), posts.next(1, false, 2), posts.next(1, false, 3)].flat();
    expect(posts.feedOf(3)).toEqual([made[1], made[0]]);
    expect(posts.feedOf(2)).toEqual([made[0]]);
    expect(posts.feedOf(1)).toEqual([]);
  });
});

describe("a page", () => {
  const posts = new Posts({ users: 2, repositories: 1, follows: [[2, 1]] }, randomFrom(1));
  posts.next(PAGE, false, 1);
  posts.next(3, true, 1);
  const feed = posts.feedOf(2);
  const right = feed.slice(0, PAGE).map(({ serial }) => serial);
  const swapped = (a: number, b: number) =>
    right.map((serial, index) => (index === a ? right[b] : index === b ? right[a] : serial) ?? 0);

  test("is right when it shows the newest in their order", () => {
    expect(isRight(right, feed)).toBe(true);
    expect(isRight([], [])).toBe(true);
  });

  test("may have those that were posted at once in any order, and no others", () => {
    expect(isRight(swapped(0, 2), feed)).toBe(true);
    expect(isRight(swapped(2, 3), feed)).toBe(false);
  });

  test.each([
    ["lacks the newest", feed.slice(1, PAGE + 1).map(({ serial }) => serial)],
    ["lacks the last", right.slice(0, -1)],
    ["shows one twice", [right[0] ?? 0, right[0] ?? 0, ...right.slice(2)]],
    ["shows too many", [...right, 1]],
    ["shows what is of another feed", [...right.slice(0, -1), 999]],
  ])("that %s is wrong", (_name, page) => {
    expect(isRight(page, feed)).toBe(false);
  });
});
