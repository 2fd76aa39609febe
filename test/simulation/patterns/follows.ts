import { beforeAll, expect, test } from "vitest";
import { after } from "../../../lib/domain/position.ts";
import {
  flagsOf,
  followedBy,
  followerEdges,
  followersOf,
  getFollows,
  hasFollows,
} from "../../../lib/store/graph/edges.ts";
import { getState } from "../../../lib/store/feeds/feed-state.ts";
import { getPair, isFollowing } from "../../../lib/store/graph/pair.ts";
import { postFollow, postUnfollow } from "../../../lib/store/graph/post-follow.ts";
import { removeFollows } from "../../../lib/store/graph/remove-follows.ts";
import { activity } from "../../../lib/store/streams/streams.ts";
import type { Table } from "../../../lib/table/table.ts";
import { AWKWARD, NOW, collect, follows, user, walk } from "./world.ts";

export function followPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const unfollow = (who: string, whom: string, flag = "following") =>
    postUnfollow(
      table,
      { callerKey: "t", follower: user(who), followed: user(whom), flag, sendAction: false },
      NOW,
    );
  const classes = async (whom: string) =>
    Promise.all(
      (["actor", "all"] as const).map(
        async (edges) => (await followersOf(table, { entity: user(whom), edges: edges }, {})).length,
      ),
    );

  test("F1, F2, F6: a follow is on both sides, bumps the feed once, and a repeat changes nothing", async () => {
    const edge = { follower: user("f6"), followed: user("star6"), flag: "following" };
    expect(await isFollowing(table, edge)).toBe(false);
    await follows(table, edge.follower, edge.followed);
    const { follow, stored } = await getPair(table, edge);
    expect(follow).toMatchObject({ ...edge, actorOnly: true, followerIncarnation: 0 });
    expect(stored).toEqual(follow);
    expect(await getFollows(table, [edge, { ...edge, flag: "liking" }], false)).toEqual([follow]);
    expect(await getState(table, edge.follower, "following")).toMatchObject({
      generation: 1,
      phase: "stale",
      follows: 1,
    });
    await follows(table, edge.follower, edge.followed);
    expect(await getState(table, edge.follower, "following", true)).toMatchObject({
      generation: 1,
      follows: 1,
    });
    expect(await classes("star6")).toEqual([1, 0]);
  });

  test("F6: a change of `actor_only` moves the follower to the other class", async () => {
    await follows(table, user("mover"), user("moved"));
    await follows(table, user("mover"), user("moved"), { actorOnly: false });
    expect(await classes("moved")).toEqual([0, 1]);
    await follows(table, user("mover"), user("moved"));
    expect(await classes("moved")).toEqual([0, 1]);
    expect(await getState(table, user("mover"), "following")).toMatchObject({ generation: 2, follows: 1 });
  });

  test("F7, F8, P2, P3: an unfollow takes both sides, says so, and a second finds nothing", async () => {
    const [follower, followed] = [user("leaver"), user("left")];
    for (const flag of ["following", "liking"]) {
      const request = {
        callerKey: "t",
        follower,
        followed,
        flag,
        actorOnly: undefined,
        started: undefined,
        sendAction: true,
      };
      await postFollow(table, request, NOW);
    }
    expect(await isFollowing(table, { follower, followed, flag: "*" })).toBe(true);
    await postUnfollow(
      table,
      { callerKey: "t", follower, followed, flag: "*", sendAction: true },
      NOW + 1000,
    );
    await unfollow("leaver", "left");
    expect(await isFollowing(table, { follower, followed, flag: "*" })).toBe(false);
    expect([
      await classes("left"),
      await flagsOf(table, follower),
      await hasFollows(table, follower, 0, true),
    ]).toEqual([[0, 0], [], false]);
    const said = await collect(activity(table, follower, ["actor"], walk()));
    expect(said.map(({ body }) => body.verb).sort()).toEqual([
      "started following",
      "started liking",
      "stopped following",
      "stopped liking",
    ]);
    expect(await getState(table, follower, "liking")).toMatchObject({ generation: 2, follows: 0 });
  });

  test("F3, F4, F5, F9: edges by flag and by follower, in the order of UTF-8 bytes, page by page", async () => {
    for (const id of AWKWARD.toReversed()) {
      await follows(table, user(id), user("hub"), { actorOnly: false });
      await follows(table, user("reader"), user(id), { flag: id === "a" ? "liking" : "following" });
    }
    const first = await followersOf(table, { entity: user("hub"), edges: "all" }, {}, 3);
    const rest = await followersOf(
      table,
      { entity: user("hub"), edges: "all" },
      { low: after(first.at(-1)?.sk ?? "") },
    );
    expect([...first, ...rest].map(({ owner }) => owner.id)).toEqual(AWKWARD);
    const edges = await followerEdges(
      table,
      { entity: user("hub"), edges: "all" },
      { low: first[1]?.sk, high: first[2]?.sk },
      10,
    );
    expect(edges.map(({ edge }) => edge.follower.id)).toEqual(AWKWARD.slice(1, 3));
    expect(await flagsOf(table, user("reader"))).toEqual(["following", "liking"]);
    const followed = await followedBy(table, user("reader"), "following");
    expect(followed.map(({ followed: { id } }) => id)).toEqual(AWKWARD.filter((id) => id !== "a"));
  });

  test("F6: a follower has no more than so many flags", async () => {
    const flags = Array.from({ length: table.limits.flags }, (_, index) => `flag${index}`);
    for (const flag of flags) await follows(table, user("flagger"), user("x"), { flag });
    await expect(follows(table, user("flagger"), user("x"), { flag: "more" })).rejects.toMatchObject({
      code: "conflict",
    });
    await follows(table, user("flagger"), user("y"), { flag: "flag3" });
  });

  test("F12: follows are removed together, and one that was replaced meanwhile stays", async () => {
    const edge = { follower: user("f12"), followed: user("star12"), flag: "following" };
    await follows(table, user("gone12"), edge.followed);
    await follows(table, edge.follower, edge.followed);
    const flags = [edge, { ...edge, follower: user("gone12") }];
    const seen = await getFollows(table, flags, true);
    await unfollow("f12", "star12");
    await follows(table, edge.follower, edge.followed);
    await removeFollows(table, seen, NOW);
    expect((await followedBy(table, edge.follower, "following")).map(({ followed }) => followed.id)).toEqual([
      "star12",
    ]);
    expect(await followedBy(table, user("gone12"), "following")).toEqual([]);
    const counts = await Promise.all(
      flags.map(async ({ follower }) => (await getState(table, follower, "following"))?.follows),
    );
    expect(counts).toEqual([1, 0]);
  });
}
