import { beforeAll, expect, test } from "vitest";
import type { FeedState } from "../../../lib/domain/feed.ts";
import {
  beginBuild,
  closeSettle,
  finishBuild,
  openSettle,
  touch,
} from "../../../lib/store/feeds/feed-passes.ts";
import { getState, getStates, resetState } from "../../../lib/store/feeds/feed-state.ts";
import type { Table } from "../../../lib/table/table.ts";
import { NOW, at, follows, user } from "./world.ts";

const FLAG = "following";

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

  test("G3, G4: one builder for each generation, and a follow in between ends it", async () => {
    const state = await building("g3");
    expect(state).toMatchObject({
      generation: 2,
      phase: "building",
      horizon: "",
      bumpedAt: NOW,
      lastRead: NOW,
    });
    expect(await stateOf("g3")).toEqual(state);
    expect(
      await beginBuild(table, { owner: user("g3"), flag: FLAG }, { ...state, generation: 1 }, NOW),
    ).toBeUndefined();
    expect(
      await finishBuild(table, { owner: user("g3"), flag: FLAG }, 2, {
        horizon: at(1),
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
    await follows(table, user("g3"), user("another star"));
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
        lastPullAt: NOW,
        mutes: false,
      }),
    ).toBe(false);
  });

  test("G5, G6: one settle pass at a time, which only its own beginner closes, and never lowers the horizon", async () => {
    const { generation, asleepAfter } = await built("g5");
    const close = (horizon: string, lastPullAt: number) =>
      closeSettle(
        table,
        { owner: user("g5"), flag: FLAG },
        { generation, asleepAfter },
        { horizon, lastPullAt },
      );
    expect(await openSettle(table, { owner: user("g5"), flag: FLAG }, generation + 1, NOW)).toBe(false);
    expect(await openSettle(table, { owner: user("g5"), flag: FLAG }, generation, NOW + 1)).toBe(true);
    expect(await openSettle(table, { owner: user("g5"), flag: FLAG }, generation, NOW + 2)).toBe(false);
    expect([await close(at(2), NOW), await close(at(0), NOW + 1)]).toEqual([false, false]);
    expect(await stateOf("g5")).toMatchObject({ openSince: NOW + 1, horizon: at(1) });
    expect(await close(at(2), NOW + 1)).toBe(true);
    expect(await stateOf("g5")).toMatchObject({ openSince: 0, horizon: at(2), lastPullAt: NOW + 1 });
  });

  test("G7: a touch wakes nobody who fell asleep", async () => {
    const { generation, asleepAfter } = await built("g7");
    const touched = (at: number, id = "g7", held = generation) =>
      touch(table, { owner: user(id), flag: FLAG }, { generation: held, asleepAfter }, at);
    expect(await touched(NOW + asleepAfter)).toBe(true);
    expect(await touched(NOW + 2 * asleepAfter + 1)).toBe(false);
    expect(await touched(NOW, "g7", generation - 1)).toBe(false);
    expect(await touched(NOW, "never", 1)).toBe(false);
    expect(await stateOf("g7")).toMatchObject({ lastRead: NOW + table.limits.asleepAfter });
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
