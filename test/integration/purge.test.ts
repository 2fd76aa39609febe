import { beforeAll, expect, test } from "vitest";
import { newAction } from "../../lib/domain/action.ts";
import type { EntityRef } from "../../lib/domain/entity.ts";
import { takePage } from "../../lib/domain/page.ts";
import { VISIBILITIES } from "../../lib/domain/visibility.ts";
import { getLiveAction } from "../../lib/store/actions/actions.ts";
import { deleteEntity } from "../../lib/store/entities/delete-entity.ts";
import { getEntity } from "../../lib/store/entities/counted-entities.ts";
import { putEntity } from "../../lib/store/entities/put-entity.ts";
import { openFeed } from "../../lib/store/feeds/feeds.ts";
import { followList } from "../../lib/store/graph/follow-lists.ts";
import { postAction } from "../../lib/store/actions/post-action.ts";
import { postFollow } from "../../lib/store/graph/post-follow.ts";
import { purge } from "../../lib/store/jobs/purge.ts";
import { activity, activityFor } from "../../lib/store/streams/streams.ts";
import type { Table } from "../../lib/table/table.ts";
import { amount } from "../support/amount.ts";
import { freshTable } from "../support/fresh-table.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const WALK = { range: {}, direction: "older" as const, chunk: 50 };
let table: Table;
beforeAll(async () => ({ table } = await freshTable()));

class Crash extends Error {}

/** The same table, whose calls fail from the `calls`-th on: what a process that is killed there leaves. */
function crashingAfter(calls: number): Table {
  let left = calls;
  const send = (command: never) => (left-- > 0 ? table.client.send(command) : Promise.reject(new Crash()));
  return { ...table, client: { send: send as never } };
}

const removal = (entity: EntityRef, incarnation: number) => ({
  entity,
  incarnation,
  deadline: Infinity,
  now: () => NOW,
  onProgress: () => undefined,
});

/** Everything that a small world around `star` can be asked. */
async function world(name: string) {
  const user = (id: string): EntityRef => ({ model_type: "user", id: `${name}-${id}` });
  const [star, fan, other] = [user("star"), user("fan"), user("other")];
  const post = async (actor: EntityRef, more: object = {}) =>
    (await postAction(table, { callerKey: "t", actor, input: newAction.parse({ verb: "v", ...more }) }, NOW))
      .action;
  const follow = (follower: EntityRef, followed: EntityRef, flag = "following", actorOnly = true) =>
    postFollow(
      table,
      { callerKey: "t", follower, followed, flag, actorOnly, started: undefined, sendAction: false },
      NOW,
    );
  const ids = async (entries: AsyncIterable<{ position: string }>) =>
    (await takePage(entries, 100)).items.map(({ position }) => position.slice(25));
  const feedOf = async (owner: EntityRef, flag = "following") =>
    ids((await openFeed(table, { owner, flag, own: false, walk: WALK }, NOW)).entries);
  const followersOf = async (entity: EntityRef, side: "followers" | "following") =>
    (await takePage(followList(table, { entity, side, flag: "following" }, WALK), 100)).items.length;
  return { star, fan, other, post, follow, ids, feedOf, followersOf };
}

async function scene(name: string) {
  const w = await world(name);
  const { star, fan, other, post, follow } = w;
  await putEntity(table, star, { name: "Star" });
  const refs = { target: `user:${star.id}`, action_object: `user:${other.id}` };
  const gone = [
    await post(star),
    await post(star, { public: false }),
    await post(other, refs),
    await post(star, refs),
  ];
  const stays = await post(other);
  for (const follower of [fan, other]) {
    await follow(follower, star);
    await follow(follower, star, "liking", false);
  }
  await follow(star, other);
  await follow(fan, other);
  await follow(star, star);
  return { ...w, gone: gone.map(({ position }) => position.slice(25)), stays: stays.position.slice(25) };
}

async function expectGone({
  star,
  fan,
  other,
  gone,
  stays,
  ids,
  feedOf,
  followersOf,
}: Awaited<ReturnType<typeof scene>>) {
  expect(await getEntity(table, star)).toBeUndefined();
  for (const id of gone) expect(await getLiveAction(table, id)).toBeUndefined();
  expect(await ids(activity(table, star, ["actor", "target", "action_object"], WALK))).toEqual([]);
  expect(await ids(activityFor(table, star, { roles: ["actor"], visibilities: VISIBILITIES }, WALK))).toEqual(
    [],
  );
  expect(await feedOf(star)).toEqual([]);
  expect([await followersOf(star, "followers"), await followersOf(star, "following")]).toEqual([0, 0]);
  expect(await getLiveAction(table, stays)).toBeDefined();
  return async () => {
    expect(await ids(activity(table, other, ["actor", "target", "action_object"], WALK))).toEqual([stays]);
    expect(await feedOf(fan)).toEqual([stays]);
    expect(await feedOf(other, "liking")).toEqual([]);
    expect(await followersOf(other, "followers")).toBe(1);
    expect((await getEntity(table, fan))?.following).toBe(1);
    expect((await getEntity(table, other))?.following).toBe(0);
  };
}

test("a deletion shows at once, and what remains is removed however often the removal is killed", async () => {
  let calls = 0;
  for (let run = 0, done = false; !done; run++) {
    const s = await scene(`kill${run}`);
    await deleteEntity(table, s.star, NOW);
    const settled = await expectGone(s);
    // Killed after this many calls, then again a little later, until it comes to its end.
    let ended = false;
    for (let attempt = 0; !ended; attempt++) {
      try {
        ended = undefined === (await purge(crashingAfter(calls + attempt * 3), removal(s.star, 1)));
        done = attempt === 0;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      }
    }
    await settled();
    calls += amount(7, 3);
  }
  expect(calls).toBeGreaterThan(15);
});

test("a removal that runs out of time says that it is not done, and two at once do no harm", async () => {
  const s = await scene("time");
  await deleteEntity(table, s.star, NOW);
  expect(await purge(table, { ...removal(s.star, 1), deadline: NOW })).toEqual({
    from: { step: "followers" },
  });
  await Promise.all([purge(table, removal(s.star, 1)), purge(table, removal(s.star, 1))]);
  await (
    await expectGone(s)
  )();
});

test("what is stored after a deletion stays, though the removal comes later and another deletion follows", async () => {
  const s = await scene("again");
  await deleteEntity(table, s.star, NOW);
  const reborn = await s.post(s.star);
  await s.follow(s.fan, s.star);
  await s.follow(s.star, s.other, "following");
  const check = async () => {
    expect(await getEntity(table, s.star)).toMatchObject({ attributes: {}, following: 1 });
    expect(await s.ids(activity(table, s.star, ["actor"], WALK))).toEqual([reborn.position.slice(25)]);
    expect(await s.followersOf(s.star, "followers")).toBe(1);
  };
  await check();
  await purge(table, removal(s.star, 1));
  await check();
  expect(await s.feedOf(s.fan)).toContain(reborn.position.slice(25));
  expect((await getEntity(table, s.fan))?.following).toBe(2);
  await deleteEntity(table, s.star, NOW);
  await purge(table, removal(s.star, 2));
  await (
    await expectGone(s)
  )();
});
