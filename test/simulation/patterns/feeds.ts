import { beforeAll, expect, test } from "vitest";
import { type StoredAction, entryId } from "../../../lib/domain/action.ts";
import { deleteEntity } from "../../../lib/store/entities/delete-entity.ts";
import { putEntity } from "../../../lib/store/entities/put-entity.ts";
import { deleteAction } from "../../../lib/store/actions/actions.ts";
import { between, partitionOf } from "../proof/plants/between.ts";
import { pullFeed } from "../../../lib/store/feeds/feed-build.ts";
import { getState } from "../../../lib/store/feeds/feed-state.ts";
import { beginPull, push } from "../../../lib/store/feeds/pull-switch.ts";
import { batchWrite } from "../../../lib/table/batch.ts";
import { DAY } from "../../../lib/domain/time.ts";
import { feedPlace, followersPartition } from "../../../lib/table/keys.ts";
import { postUnfollow } from "../../../lib/store/graph/post-follow.ts";
import { rowVersions } from "../../../lib/store/streams/rows.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, at, delivered, feedOf, follows, idsOf, post, user, walk } from "./world.ts";

export function feedPatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  async function posts(actor: string, count: number, more: object = {}): Promise<StoredAction[]> {
    const actions: StoredAction[] = [];
    for (let index = 0; index < count; index++)
      actions.push(await post(table, user(actor), `${actor}${index}`, { timestamp: at(index), ...more }));
    return actions;
  }
  const rowsOf = async (owner: string) => {
    const state = await getState(table, user(owner), "following", true);
    const rows = await rowVersions(table, feedPlace(user(owner), "following", state?.generation ?? 0), {});
    return [...rows.keys()].map((position) => position.slice(25));
  };

  test("G8, G9, G11: the first read builds, the next is warm, both ways", async () => {
    const ids = (await posts("x1", 5)).map(entryId);
    await follows(table, user("r1"), user("x1"));
    expect(await feedOf(table, user("r1"))).toEqual(ids.toReversed());
    expect(await rowsOf("r1")).toEqual(ids);
    expect(await getState(table, user("r1"), "following")).toMatchObject({
      generation: 2,
      phase: "built",
      horizon: "",
    });
    expect(await feedOf(table, user("r1"))).toEqual(ids.toReversed());
    expect(await feedOf(table, user("r1"), { walk: walk("newer") })).toEqual(ids);
    const middle = walk("older", { low: at(1), high: `${at(3)}#~` });
    expect(await feedOf(table, user("r1"), { walk: middle })).toEqual(ids.slice(1, 4).toReversed());
    const pulled = pullFeed(
      table,
      { owner: user("r1"), flag: "following", incarnation: 0, pulledEntities: [] },
      walk(),
    );
    expect(await idsOf(pulled)).toEqual(ids.toReversed());
    expect(await feedOf(table, user("nobody"))).toEqual([]);
  });

  test("G11: rows of a generation that begins while a feed is read hide none of the one that is read", async () => {
    const ids = (await posts("x9", 3)).map(entryId);
    await follows(table, user("r9"), user("x9"));
    expect(await feedOf(table, user("r9"))).toEqual(ids.toReversed());
    const { generation = 0 } = (await getState(table, user("r9"), "following", true)) ?? {};
    const { pk, prefix } = feedPlace(user("r9"), "following", generation + 1);
    const newer = ids.map((id, index) => ({ pk, sk: `${prefix}${at(index)}#${id}`, version: 1, body: "{}" }));
    await batchWrite(table, newer, []);
    for (const chunk of [1, 2, 4, 10])
      expect(await feedOf(table, user("r9"), { walk: walk("older", {}, chunk) })).toEqual(ids.toReversed());
  });

  test("G10: a later read settles, and finds what was never delivered", async () => {
    await posts("x2", 2);
    await follows(table, user("r2"), user("x2"));
    await feedOf(table, user("r2"));
    await post(table, user("x2"), "late", { timestamp: at(0) });
    expect(await feedOf(table, user("r2"))).toEqual(["x21", "x20"]);
    expect(await feedOf(table, user("r2"), { now: NOW + 61_000 })).toEqual(["x21", "x20", "late"]);
    expect(await getState(table, user("r2"), "following")).toMatchObject({
      openSince: 0,
      lastPullAt: NOW + 61_000,
    });
  });

  test("D1: deliveries come into feeds that were read, and deletions take them out", async () => {
    for (const [reader, actorOnly] of [
      ["r3", true],
      ["s3", false],
    ] as const) {
      await follows(table, user(reader), user("x3"), { actorOnly });
      await feedOf(table, user(reader));
    }
    await follows(table, user("unread"), user("x3"));
    const [own] = (await posts("x3", 1)) as [StoredAction];
    const about = await post(table, user("y3"), "about", { target: "user:x3" });
    for (const action of [own, about, own]) await delivered(table, action);
    expect([await rowsOf("r3"), await rowsOf("s3"), await rowsOf("unread")]).toEqual([
      ["x30"],
      ["x30", "about"],
      [],
    ]);
    await deleteAction(table, own, NOW);
    await delivered(table, own);
    expect([await feedOf(table, user("r3")), await feedOf(table, user("s3"))]).toEqual([[], ["about"]]);
  });

  test("F7: an unfollow hides what was there at once; a follow again shows it", async () => {
    await posts("x4", 2);
    await follows(table, user("r4"), user("x4"));
    expect(await feedOf(table, user("r4"))).toHaveLength(2);
    const request = {
      callerKey: "t",
      follower: user("r4"),
      followed: user("x4"),
      flag: "following",
      sendAction: false,
    };
    await postUnfollow(table, request, NOW);
    expect(await feedOf(table, user("r4"))).toEqual([]);
    await follows(table, user("r4"), user("x4"));
    expect(await feedOf(table, user("r4"))).toHaveLength(2);
  });

  test("F6, G10: what is followed later joins the feed as it is, and a settle pass a day later gives it rows", async () => {
    await posts("x7", 2);
    await posts("y7", 2);
    await follows(table, user("r7"), user("x7"));
    await feedOf(table, user("r7"));
    await follows(table, user("r7"), user("y7"));
    const state = () => getState(table, user("r7"), "following", true);
    const joined = [{ entity: user("y7"), actorOnly: true }];
    expect(await state()).toMatchObject({ generation: 2, pulledEntities: joined, joined, follows: 2 });
    const all = ["y71", "x71", "y70", "x70"];
    for (const [now, rows] of [
      [NOW, ["x70", "x71"]],
      [NOW + DAY, all.toReversed()],
    ] as const) {
      expect(await feedOf(table, user("r7"), { now })).toEqual(all);
      expect(await rowsOf("r7")).toEqual(rows);
    }
    expect(await state()).toMatchObject({ generation: 2, pulledEntities: [], joined: [], joinedAt: 0 });
    expect(await feedOf(table, user("r7"), { now: NOW + DAY })).toEqual(all);
    for (const [actorOnly, generation] of [
      [false, 3],
      [true, 4],
    ] as const) {
      await follows(table, user("r7"), user("y7"), { actorOnly });
      expect(await state()).toMatchObject({ generation, phase: "stale", joined: [] });
    }
  });

  test("W2, G10: who is pushed again gets rows a day later: what they did before stands in the index alone", async () => {
    const star = user("y13");
    for (const reader of ["r13", "r14"]) {
      await follows(table, user(reader), user("x13"));
      await feedOf(table, user(reader));
      await follows(table, user(reader), star);
    }
    await putEntity(table, star, {});
    await beginPull(table, star);
    expect(await push(table, star, NOW + DAY - 1)).toBe(true);
    const pulledBy = async (reader: string, now: number) => {
      await feedOf(table, user(reader), { now });
      const state = await getState(table, user(reader), "following", true);
      return [state?.pulledEntities.map(({ entity }) => entity.id), state?.joined];
    };
    expect(await pulledBy("r13", NOW + DAY)).toEqual([["y13"], []]);
    expect(await pulledBy("r14", NOW + 2 * DAY - 1)).toEqual([[], []]);
  });

  test("F6, D1: nothing deleted comes back where roles are added between two looks at the edges", async () => {
    await follows(table, user("r12"), user("x12"));
    await feedOf(table, user("r12"));
    const [gone] = (await posts("x12", 1)) as [StoredAction];
    await delivered(table, gone);
    expect(await rowsOf("r12")).toEqual(["x120"]);
    await deleteAction(table, gone, NOW);
    const others = Promise.withResolvers<undefined>();
    const moving = between(table, async (command, send) => {
      const partition = partitionOf(command.input);
      if (partition === followersPartition(user("x12"), "actor")) {
        await others.promise;
        await follows(table, user("r12"), user("x12"), { actorOnly: false });
      }
      const answer = await send(command);
      if (partition === followersPartition(user("x12"), "all")) others.resolve(undefined);
      return answer;
    });
    await delivered(moving, gone);
    for (const now of [NOW, NOW + DAY, NOW + DAY + 1])
      expect(await feedOf(table, user("r12"), { now })).toEqual([]);
  });

  test("F6, G10: once all others' rows are final, only what has joined gets rows, down to a window of them", async () => {
    await posts("x10", 5);
    await posts("y10", 5);
    const feed = (now: number, window = 4) =>
      feedOf({ ...table, limits: { ...table.limits, window } }, user("r10"), { now });
    await follows(table, user("r10"), user("x10"));
    const own = ["x104", "x103", "x102", "x101", "x100"];
    for (const now of [NOW, NOW + DAY]) expect(await feed(now)).toEqual(own);
    const { pk, prefix } = feedPlace(user("r10"), "following", 2);
    await batchWrite(table, [], [{ pk, sk: `${prefix}${at(4)}#x104` }]);
    await follows(table, user("r10"), user("y10"));
    // A row that was taken away by hand shows that the others are not looked for.
    expect(await feed(NOW + DAY, 2)).toEqual([
      "y104",
      "y103",
      "x103",
      "y102",
      "x102",
      "y101",
      "x101",
      "y100",
      "x100",
    ]);
    expect(await rowsOf("r10")).toEqual(["x101", "x102", "x103", "y103", "y104"]);
    expect(await getState(table, user("r10"), "following", true)).toMatchObject({
      ...{ generation: 2, joined: [], pulledEntities: [], horizon: `${at(3)}#y103` },
    });
  });

  test("F6: a follow of what was deleted meanwhile begins a new generation, because the feed has rows of before", async () => {
    await posts("x8", 2);
    await follows(table, user("r8"), user("x8"));
    expect(await feedOf(table, user("r8"))).toHaveLength(2);
    await deleteEntity(table, user("x8"), NOW);
    await follows(table, user("r8"), user("x8"));
    expect(await getState(table, user("r8"), "following", true)).toMatchObject({
      generation: 3,
      phase: "stale",
      joined: [],
    });
  });

  test("G11: every flag at once, and what the owner did", async () => {
    await posts("x5", 2);
    await posts("y5", 2, { target: "user:x5" });
    await posts("r5", 1);
    await follows(table, user("r5"), user("x5"), { actorOnly: false });
    await follows(table, user("r5"), user("y5"), { flag: "liking" });
    const all = ["y51", "x51", "y50", "x50"];
    expect(await feedOf(table, user("r5"), { flag: "*" })).toEqual(all);
    expect(await feedOf(table, user("r5"), { flag: "liking" })).toEqual(["y51", "y50"]);
    expect(await feedOf(table, user("r5"), { flag: "*", own: true })).toEqual(
      ["y51", "x51", "y50", "x50", "r50"].sort(byTime),
    );
    expect(await feedOf(table, user("r5"), { flag: "*", walk: walk("newer") })).toEqual(all.toReversed());
  });
  const byTime = (a: string, b: string) => (a.slice(-1) + a < b.slice(-1) + b ? 1 : -1);

  test("G9, G11: below the horizon a feed is pulled", async () => {
    const ids = (await posts("x6", table.limits.window + 5)).map(entryId);
    await follows(table, user("r6"), user("x6"));
    const wide = { walk: walk("older", {}, 40) };
    expect(await feedOf(table, user("r6"), wide)).toEqual(ids.toReversed());
    expect(await rowsOf("r6")).toEqual(ids.slice(5));
    expect(await feedOf(table, user("r6"), wide)).toEqual(ids.toReversed());
    expect(await feedOf(table, user("r6"), { walk: walk("newer", {}, 40) })).toEqual(ids);
  }, 60_000);
}
