import { beforeAll, expect, test } from "vitest";
import { LIMITS } from "../../lib/domain/limits.ts";
import { postFollow, postUnfollow } from "../../lib/store/graph/post-follow.ts";
import type { Table } from "../../lib/table/table.ts";
import { quietTable } from "../support/fresh-table.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
let table: Table;

beforeAll(async () => {
  table = { ...(await quietTable()).table, limits: { ...LIMITS, follows: 3 } };
});

const pair = (followed: string) => ({
  callerKey: "t",
  follower: { model_type: "user", id: "fan" },
  followed: { model_type: "user", id: followed },
  flag: "following",
  sendAction: false,
});
const follow = (followed: string) =>
  postFollow(table, { ...pair(followed), actorOnly: undefined, started: undefined }, NOW);

test("beyond the limit of follows with one flag a follow is a conflict, exactly, and after an unfollow it is not", async () => {
  const results = await Promise.allSettled(["a", "b", "c", "d", "e"].map(follow));
  const refused = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as { code: string }] : [],
  );
  expect(refused.map(({ code }) => code)).toEqual(["conflict", "conflict"]);
  await expect(follow("f")).rejects.toThrow(/3 entities with the flag .following. at most/);
  const made = ["a", "b", "c", "d", "e"].filter((_name, index) => results[index]?.status === "fulfilled");
  await postUnfollow(table, pair(made[0] ?? ""), NOW);
  await follow("f");
  await follow(made[1] ?? ""); // again is no new one
});
