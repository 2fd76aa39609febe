import { beforeAll, expect, test } from "vitest";
import type { StoredFollow } from "../../../lib/domain/follow.ts";
import { deleteEntity } from "../../../lib/store/entities/delete-entity.ts";
import { batchWrite } from "../../../lib/table/batch.ts";
import { flagsOf, followerItem, followingItem } from "../../../lib/store/graph/edges.ts";
import { feedStateKey } from "../../../lib/table/keys.ts";
import { getEntity } from "../../../lib/store/entities/counted-entities.ts";
import { putEntity } from "../../../lib/store/entities/put-entity.ts";
import { addPulledEntities } from "../../../lib/store/feeds/feed-passes.ts";
import { getState } from "../../../lib/store/feeds/feed-state.ts";
import { mergedFollowList } from "../../../lib/store/graph/follow-lists.ts";
import { postFollow, postUnfollow } from "../../../lib/store/graph/post-follow.ts";
import { beginPull } from "../../../lib/store/feeds/pull-switch.ts";
import { purge } from "../../../lib/store/jobs/purge.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, at, collect, feedOf, post, user, walk } from "./world.ts";

const STALE = { generation: 1, phase: "stale", bumped_at: NOW };

/** The rows of docs/table.limits.md that many requests at once could break. */
export function limitPatterns(open: () => Promise<Table>, crowd: number): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const names = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${name}${index}`);
  const edge = (follower: string, followed: string, flag: string) => ({
    callerKey: "t",
    follower: user(follower),
    followed: user(followed),
    flag,
    sendAction: false,
  });
  const follow = (follower: string, followed: string, flag: string) =>
    postFollow(table, { ...edge(follower, followed, flag), actorOnly: undefined, started: undefined }, NOW);
  const unfollow = (follower: string, followed: string, flag: string) =>
    postUnfollow(table, edge(follower, followed, flag), NOW);

  const followOf = (follower: string, followed: string, flag: string): StoredFollow => ({
    ...{ follower: user(follower), followed: user(followed), flag, started: at(1), nonce: flag },
    ...{ actorOnly: true, followerIncarnation: 0, followedIncarnation: 0 },
  });

  /** Follows as they were stored when nothing counted flags. */
  async function seedFlags(follower: string, followed: string, flags: readonly string[]): Promise<void> {
    const follows = flags.map((flag) => followOf(follower, followed, flag));
    const states = follows.map((one) => ({ ...feedStateKey(one.follower, one.flag), ...STALE, follows: 1 }));
    await batchWrite(table, [...follows.map(followingItem), ...follows.map(followerItem), ...states], []);
  }

  /** What was done of a lot at once; what was not was refused for a limit, and for nothing else. */
  async function doneOf(works: readonly Promise<unknown>[]): Promise<number> {
    const results = await Promise.allSettled(works);
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as { code: string }] : [],
    );
    expect(refused.filter(({ code }) => code !== "conflict")).toEqual([]);
    return results.length - refused.length;
  }

  test("of many first follows at once with different flags as many are made as are allowed", async () => {
    const flags = ["following", ...names("flag", crowd - 1)];
    expect(await doneOf(flags.map((flag) => follow("eager", "star", flag)))).toBe(table.limits.flags);
    const held = await flagsOf(table, user("eager"));
    expect(held).toHaveLength(table.limits.flags);
    await expect(follow("eager", "star", "onemore")).rejects.toThrow(
      `${table.limits.flags} different flags at most`,
    );
    await follow("eager", "other", held[3] ?? "");
    await deleteEntity(table, user("eager"), NOW);
    expect(await doneOf(names("new", crowd).map((flag) => follow("eager", "star", flag)))).toBe(
      table.limits.flags,
    );
  });

  test("a flag with which nothing is followed any more makes room for another, and the default one is one of them", async () => {
    const flags = names("f", table.limits.flags);
    for (const flag of flags) await follow("tidy", "star", flag);
    await expect(follow("tidy", "star", "following")).rejects.toMatchObject({ code: "conflict" });
    await unfollow("tidy", "star", "f3");
    await follow("tidy", "star", "following");
    await follow("tidy", "other", "following");
    await expect(follow("tidy", "star", "f3")).rejects.toMatchObject({ code: "conflict" });
    for (const followed of ["star", "other"]) await unfollow("tidy", followed, "following");
    expect(await doneOf(["f3", "f20", "f21", "following"].map((flag) => follow("tidy", "star", flag)))).toBe(
      1,
    );
    expect(await flagsOf(table, user("tidy"))).toHaveLength(table.limits.flags);
  });

  test("flags that were in use before there was a register count", async () => {
    await seedFlags("older", "star", names("f", table.limits.flags + 1));
    await expect(follow("older", "star", "more")).rejects.toMatchObject({ code: "conflict" });
    await follow("older", "other", `f${table.limits.flags}`);
  });

  test("who has more flags than allowed is listed among others, read, and deleted", async () => {
    await seedFlags("hoarder", "hub", names("f", crowd));
    for (const follower of ["before", "later", "zoe"]) await follow(follower, "hub", "following");
    await post(table, user("hub"), "seen");
    const listed = async (direction: "older" | "newer") =>
      (
        await collect(
          mergedFollowList(table, { entity: user("hub"), side: "followers" }, walk(direction), () => true),
        )
      ).map(({ follow: { follower, flags } }) => `${follower.id} ${flags.length}`);
    const all = ["before 1", `hoarder ${crowd}`, "later 1", "zoe 1"];
    expect([await listed("newer"), (await listed("older")).reverse()]).toEqual([all, all]);
    expect(await feedOf(table, user("hoarder"), { flag: "*" })).toEqual(["seen"]);
    await deleteEntity(table, user("hoarder"), NOW);
    expect(await feedOf(table, user("hoarder"), { flag: "f99" })).toEqual([]);
    const removal = {
      entity: user("hoarder"),
      incarnation: 1,
      deadline: Infinity,
      now: () => NOW,
      onProgress: () => undefined,
    };
    expect([await purge(table, removal), await flagsOf(table, user("hoarder"))]).toEqual([undefined, []]);
    expect(await listed("newer")).toEqual(["before 1", "later 1", "zoe 1"]);
  });

  test("a feed with more pulled entities than its state holds is pulled whole, and its state stays small", async () => {
    const small = { ...table, limits: { ...table.limits, pulledEntities: 3 } };
    const stars = names("pulled", 5);
    for (const star of stars) {
      await putEntity(table, user(star), {});
      await beginPull(table, user(star));
      await post(table, user(star), `by-${star}`);
    }
    for (const star of stars) await follow("reader", star, "following");
    expect((await feedOf(small, user("reader"))).toSorted()).toEqual(stars.map((star) => `by-${star}`));
    expect(await getState(table, user("reader"), "following", true)).toMatchObject({
      phase: "unmaterialised",
      pulledEntities: [],
    });
  });

  test("many who tell a feed of pulled entities at once never fill its state beyond the limit", async () => {
    const small = { ...table, limits: { ...table.limits, pulledEntities: Math.floor(crowd / 2) } };
    await follow("told", "star", "following");
    await feedOf(small, user("told"));
    const feed = { owner: user("told"), flag: "following" };
    const { generation } = (await getState(table, feed.owner, feed.flag, true)) ?? { generation: 0 };
    const told = await Promise.all(
      names("one", crowd).map((id) =>
        addPulledEntities(small, feed, generation, [{ entity: user(id), actorOnly: true }]),
      ),
    );
    expect(told.filter((how) => how === "added")).toHaveLength(small.limits.pulledEntities);
    expect(told.filter((how) => how === "all")).toHaveLength(1);
    expect(await getState(table, feed.owner, feed.flag, true)).toMatchObject({
      phase: "unmaterialised",
      pulledEntities: [],
    });
  });

  test("an entity is known by one follow, however many a deletion has left before it", async () => {
    const left = names("a", 110).map((id) => followOf(id, "reborn", "watching"));
    await batchWrite(table, left.map(followerItem), []);
    await deleteEntity(table, user("reborn"), NOW);
    expect(await getEntity(table, user("reborn"))).toBeUndefined();
    await follow("zoe", "reborn", "watching");
    expect(await getEntity(table, user("reborn"))).toMatchObject({ attributes: {} });
  });
}
