import { beforeAll, describe, expect, test } from "vitest";
import { newAction } from "../../lib/domain/action.ts";
import type { EntityRef } from "../../lib/domain/entity.ts";
import { takePage } from "../../lib/domain/page.ts";
import { deliver } from "../../lib/store/deliver.ts";
import { openFeed } from "../../lib/store/feeds.ts";
import { postAction } from "../../lib/store/post-action.ts";
import { postFollow, postUnfollow } from "../../lib/store/post-follow.ts";
import type { Consumed } from "../../lib/costs/meter.ts";
import { freshTable } from "../support/fresh-table.ts";
import type { Table } from "../../lib/store/table.ts";

const user = (id: string): EntityRef => ({ model_type: "user", id });
/** Small audiences are served in place. */
const noDelegate = () => Promise.reject(new Error("nothing is large here"));
const NOW = Date.parse("2026-01-01T00:00:00Z");
let table: Table;
let measure: (work: () => Promise<unknown>) => Promise<Consumed>;

beforeAll(async () => ({ table, measure } = await freshTable()));

const post = async (actor: string, more: object = {}, now = NOW) =>
  (await postAction(table, { callerKey: "t", actor: user(actor), input: newAction.parse({ verb: "v", ...more }) }, now)).action;
const follow = (follower: string, followed: string) =>
  postFollow(
    table,
    {
      callerKey: "t",
      follower: user(follower),
      followed: user(followed),
      flag: "following",
      actorOnly: undefined,
      started: undefined,
      sendAction: true,
    },
    NOW,
  );
const readPage = async (owner: string, now: number) => {
  const walk = { range: {}, direction: "older" as const, chunk: 26 };
  const { entries } = await openFeed(table, { owner: user(owner), flag: "following", own: false, walk }, now);
  return takePage(entries, 25);
};

describe("the price of", () => {
  test("a post with a target is 3 write units, and 4 with an object too", async () => {
    expect((await measure(() => post("alice", { target: "repository:1" }))).write).toBe(3);
    expect((await measure(() => post("alice", { target: "repository:1", action_object: "commit:1" }))).write).toBe(4);
  });

  test("a follow with its action is at most 16 write units, of an unfollow at most 10", async () => {
    expect((await measure(() => follow("bob", "alice"))).write).toBeLessThanOrEqual(16);
    const over = () =>
      postUnfollow(
        table,
        { callerKey: "t", follower: user("bob"), followed: user("alice"), flag: "following", sendAction: false },
        NOW,
      );
    expect((await measure(over)).write).toBeLessThanOrEqual(10);
  });

  test("a delivery is one write unit a feed, and none to a feed that nobody has read", async () => {
    await follow("carol", "dora");
    await follow("erin", "dora");
    const before = await measure(async () => deliver(table, await post("dora"), noDelegate, NOW));
    await readPage("carol", NOW);
    const after = await measure(async () => deliver(table, await post("dora"), noDelegate, NOW));
    expect(after.write - before.write).toBe(1);
  });

  test("a warm first page is one query of at most 2.5 read units", async () => {
    await follow("fred", "gina");
    const long = "x".repeat(300);
    for (let index = 0; index < 40; index++) await post("gina", { description: long }, NOW + index);
    const settled = NOW + 120_000;
    await readPage("fred", settled);
    await readPage("fred", settled);
    const { read, calls } = await measure(() => readPage("fred", settled));
    expect(calls.map(({ kind }) => kind)).toEqual(["Query"]);
    expect(read).toBeLessThanOrEqual(2.5);
  });
});
