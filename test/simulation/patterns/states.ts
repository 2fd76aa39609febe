import { beforeAll, expect, test } from "vitest";
import { type FeedState, ROW_LIFE } from "../../../lib/domain/feed.ts";
import {
  beginBuild,
  closeSettle,
  finishBuild,
  openSettle,
  touch,
} from "../../../lib/store/feeds/feed-passes.ts";
import { getState, getStates, resetState } from "../../../lib/store/feeds/feed-state.ts";
import { postUnfollow } from "../../../lib/store/graph/post-follow.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, at, follows, user } from "./world.ts";

const FLAG = "following";
const unfollowing = { callerKey: "t", flag: FLAG, sendAction: false };

export function statePatterns(open: () => Promise<Table>): void {
  let table: Table;
  beforeAll(async () => void (table = await open()));

  const stateOf = async (owner: string) => (await getState(table, user(owner), FLAG, true)) as FeedState;
  async function building(owner: string): Promise<FeedState> {
    await follows(table, user(owner), user("star"));
    return (await beginBuild(
      table,
      { owner: user(owner), flag: FLAG },
      await stateOf(owner),
      NOW,
    )) as FeedState;
  }
  async function built(owner: string): Promise<FeedState> {
    const { generation } = await building(owner);
    await finishBuild(table, { owner: user(owner), flag: FLAG }, generation, {
      horizon: at(1),
      rowLife: ROW_LIFE,
      lastPullAt: NOW,
      mutes: false,
    });
    return stateOf(owner);
  }

  test("G1, G2: no state before the first follow; many states in the order of their feeds", async () => {
    expect(await getState(table, user("nobody"), FLAG)).toBeUndefined();
    await building("g2");
    const states = await getStates(
      table,
      ["nobody", "g2", "nobody"].map((id) => ({ owner: user(id), flag: FLAG })).slice(0, 2),
    );
    expect(states).toEqual([undefined, await stateOf("g2")]);
  });

  test("G3, G4: one builder for each generation, and an unfollow in between ends it", async () => {
    const state = await building("g3");
    expect(state).toMatchObject({
      generation: 2,
      phase: "building",
      horizon: "",
      begunAt: NOW,
      lastRead: NOW,
    });
    expect(await stateOf("g3")).toEqual(state);
    expect(
      await beginBuild(table, { owner: user("g3"), flag: FLAG }, { ...state, generation: 1 }, NOW),
    ).toBeUndefined();
    expect(
      await finishBuild(table, { owner: user("g3"), flag: FLAG }, 2, {
        horizon: at(1),
        rowLife: ROW_LIFE,
        lastPullAt: NOW,
        mutes: false,
      }),
    ).toBe(true);
    expect(await stateOf("g3")).toMatchObject({
      phase: "built",
      horizon: at(1),
      lastPullAt: NOW,
      mutes: false,
    });
    await postUnfollow(table, { ...unfollowing, follower: user("g3"), followed: user("star") }, NOW);
    expect(await stateOf("g3")).toMatchObject({
      generation: 3,
      phase: "stale",
      horizon: "",
      lastPullAt: 0,
      lastRead: NOW,
    });
    expect(
      await finishBuild(table, { owner: user("g3"), flag: FLAG }, 2, {
        horizon: "",
        rowLife: ROW_LIFE,
        lastPullAt: NOW,
        mutes: false,
      }),
    ).toBe(false);
  });

  test("G5, G6: one settle pass at a time, which only its own beginner closes, and never lowers the horizon", async () => {
    const state = await built("g5");
    const { generation } = state;
    const close = (horizon: string, lastPullAt: number) =>
      closeSettle(table, { owner: user("g5"), flag: FLAG }, state, {
        horizon,
        lastPullAt,
        folded: undefined,
      });
    expect(await openSettle(table, { owner: user("g5"), flag: FLAG }, generation + 1, NOW)).toBe(false);
    expect(await openSettle(table, { owner: user("g5"), flag: FLAG }, generation, NOW + 1)).toBe(true);
    expect(await openSettle(table, { owner: user("g5"), flag: FLAG }, generation, NOW + 2)).toBe(false);
    expect([await close(at(2), NOW), await close(at(0), NOW + 1)]).toEqual([false, false]);
    expect(await stateOf("g5")).toMatchObject({ openSince: NOW + 1, horizon: at(1) });
    expect(await close(at(2), NOW + 1)).toBe(true);
    expect(await stateOf("g5")).toMatchObject({ openSince: 0, horizon: at(2), lastPullAt: NOW + 1 });
  });

  test("G7: a touch wakes nobody who fell asleep", async () => {
    const state = await built("g7");
    const { generation } = state;
    const touched = (at: number, id = "g7", held = generation) =>
      touch(table, { owner: user(id), flag: FLAG }, { ...state, generation: held }, at);
    const { asleepAfter, firstAsleepAfter } = table.limits;
    expect(state.asleepAfter).toBe(firstAsleepAfter);
    expect(await touched(NOW + firstAsleepAfter + 1)).toBe(false);
    expect(await touched(NOW + firstAsleepAfter)).toBe(true);
    expect(await touched(NOW + 2 * firstAsleepAfter + 1)).toBe(false);
    expect((await stateOf("g7")).asleepAfter).toBe(asleepAfter);
    expect(await touched(NOW, "g7", generation - 1)).toBe(false);
    expect(await touched(NOW, "never", 1)).toBe(false);
    expect(await stateOf("g7")).toMatchObject({ lastRead: NOW + firstAsleepAfter });
    expect(await getState(table, user("never"), FLAG)).toBeUndefined();
  });

  test("G12: a state is brought into an incarnation once", async () => {
    await built("g12");
    await resetState(table, { owner: user("g12"), flag: FLAG }, 2, NOW);
    const reset = await stateOf("g12");
    expect(reset).toMatchObject({ generation: 3, phase: "stale", incarnation: 2, follows: 0 });
    await resetState(table, { owner: user("g12"), flag: FLAG }, 1, NOW);
    await resetState(table, { owner: user("g12"), flag: FLAG }, 2, NOW);
    expect(await stateOf("g12")).toEqual(reset);
  });
}
