import { expect, test } from "vitest";
import { tooManyPosts } from "../../lib/domain/hot.ts";

test.each([
  [1_000_000, 1, 100],
  [9999, 61, 61],
  [5000, 120, 60],
  [600, 1000, 60],
  [100, 1000, 10],
  [1, 1000, 0.1],
])("10,000 deliveries a second to %i followers are %i posts in %d seconds", (followers, posts, seconds) => {
  const { within, ...most } = tooManyPosts(followers, 10_000);
  expect(most).toEqual({ posts });
  expect(within / 1000).toBeCloseTo(seconds, 1);
});
