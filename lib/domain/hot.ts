import { SECOND } from "./time.ts";

const LONGEST = 60 * SECOND;
/** More are not counted: with few followers a shorter time tells enough. */
const MOST = 1000;

/** How many posts, in how many milliseconds, are so many deliveries a second to so many followers. */
export function tooManyPosts(followers: number, deliveries: number) {
  const eachMillisecond = deliveries / SECOND / followers;
  const posts = Math.min(MOST, Math.ceil(LONGEST * eachMillisecond));
  return { posts, within: posts / eachMillisecond };
}
