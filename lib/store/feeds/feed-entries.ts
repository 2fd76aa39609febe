import { type FeedState, completeFrom, isPulled } from "../../domain/feed.ts";
import { type Entries, merge } from "../../domain/merge.ts";
import { type Walk, before, narrow } from "../../domain/position.ts";
import { feedPlace } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { rows } from "../streams/rows.ts";
import { pullFeed } from "./feed-build.ts";
import type { Feed } from "./feed-state.ts";
import { pulledStreams } from "./pulled-streams.ts";
import type { Page } from "./state-and-rows.ts";

interface Reading {
  readonly walk: Walk;
  onWork(work: "pull"): void;
  readonly first: Page | undefined;
  readonly now: number;
}

/** A feed's rows and what is below them, merged with the streams of the pulled. */
export function feedEntries(table: Table, feed: Feed, state: FeedState, reading: Reading): Entries {
  const { walk } = reading;
  const pushed = pushedEntries(table, feed, state, reading);
  return state.pulledEntities.length === 0
    ? pushed
    : merge([pushed, ...pulledStreams(table, feed.owner, state.pulledEntities, walk)], walk.direction);
}

async function* pushedEntries(
  table: Table,
  feed: Feed,
  state: FeedState,
  { walk, onWork, first, now }: Reading,
): Entries {
  const { range } = walk;
  const place = feedPlace(feed.owner, feed.flag, state.generation);
  const horizon = completeFrom(state, now);
  const above = narrow(range, { low: horizon });
  const below = horizon === "" ? null : narrow(range, { high: before(horizon) });
  const rest = async function* (): Entries {
    if (below === null) return;
    onWork("pull");
    yield* pullFeed(table, { ...feed, ...state }, { ...walk, range: below });
  };
  if (walk.direction === "newer") yield* rest();
  if (above !== null) {
    for await (const entry of rows(table, place, { ...walk, range: above }, first)) {
      if (entry.position >= horizon && !isPulled(entry.body, state.pulledEntities)) yield entry;
    }
  }
  if (walk.direction === "older") yield* rest();
}
