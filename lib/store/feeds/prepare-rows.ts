import { type Duty, type FeedState, duty } from "../../domain/feed.ts";
import type { Table } from "../../table/table.ts";
import { buildFeed, settleFeed } from "./feed-build.ts";
import { touch } from "./feed-passes.ts";
import { type Feed, getState } from "./feed-state.ts";

/** Does what is due before rows can be used. @returns the state to read by, or undefined to pull instead */
export async function prepareRows(
  table: Table,
  feed: Feed,
  { state, due }: { readonly state: FeedState; readonly due: Duty },
  now: number,
): Promise<FeedState | undefined> {
  switch (due) {
    case "build":
      return buildFeed(table, feed, state, now);
    case "settle":
      return (await settleFeed(table, feed, state, now)) ?? usableStateNow(table, feed, now);
    case "touch":
      return (await touch(table, feed, state, now)) ? state : usableStateNow(table, feed, now);
    case "pull":
      return undefined;
    case "none":
      return state;
  }
}

/** The state changed meanwhile: use the new one if it needs no work and no pass is open. */
async function usableStateNow(
  table: Table,
  { owner, flag }: Feed,
  now: number,
): Promise<FeedState | undefined> {
  const state = await getState(table, owner, flag);
  return state !== undefined && ["none", "touch"].includes(duty(state, now, table.limits))
    ? state
    : undefined;
}
