import type { EntityRef } from "../../domain/entity.ts";
import { type Duty, type FeedState, duty, isPulled } from "../../domain/feed.ts";
import { ANY_FLAG } from "../../domain/follow.ts";
import { type Entries, merge, nothing } from "../../domain/merge.ts";
import { type Walk, before, narrow } from "../../domain/position.ts";
import { flagsOf } from "../graph/edges.ts";
import { buildFeed, pullFeed, settleFeed, streamsOf } from "./feed-build.ts";
import { touch } from "./feed-passes.ts";
import { type Feed, getState, parseState } from "./feed-state.ts";
import { feedPartition, feedPlace, feedStateKey, generationPrefix } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { rows } from "../streams/rows.ts";
import { activity } from "../streams/streams.ts";
import type { Table } from "../../table/table.ts";

/** What a page of a feed asks for. */
export interface FeedRequest {
  readonly owner: EntityRef;
  /** A flag, or `*` for all of them. */
  readonly flag: string;
  /** Whether the owner's own public actions belong to it. */
  readonly own: boolean;
  readonly walk: Walk;
  /** The generation that the cursor remembers; on a first page none. */
  readonly generation?: number | undefined;
  /** Hears what has to be done beyond reading rows. */
  tell?(work: FeedWork): void;
}

/**
 * To build a generation, to settle it, or to merge the streams of what is followed: what a read of rows does
 * not cost.
 */
export type FeedWork = "build" | "settle" | "pull";

interface OpenFeed {
  readonly entries: Entries;
  /** For the cursor of the next page. */
  readonly generation: number | undefined;
}

/**
 * G11. A feed as a walk, exact at every depth: from rows where they are complete, by pulling where they are
 * not.
 */
export async function openFeed(table: Table, request: FeedRequest, now: number): Promise<OpenFeed> {
  const { owner, flag, own, walk } = request;
  const flags = flag === ANY_FLAG ? await flagsOf(table, owner) : [flag];
  const feeds = await Promise.all(flags.map((one) => openOne(table, { owner, flag: one }, request, now)));
  const [only] = feeds;
  if (!own && feeds.length === 1 && only !== undefined) return only;
  const sources = feeds.map(({ entries }) => entries);
  if (own) sources.push(activity(table, owner, ["actor"], walk));
  return {
    entries: merge(sources, walk.direction),
    generation: flag === ANY_FLAG ? undefined : only?.generation,
  };
}

interface Page {
  readonly items: readonly unknown[];
  readonly ended: boolean;
}

async function openOne(table: Table, feed: Feed, request: FeedRequest, now: number): Promise<OpenFeed> {
  const { walk, generation: hint, tell = () => undefined } = request;
  const { state: found, first } = await look(table, feed, walk, hint);
  if (found === undefined) return { entries: nothing(), generation: undefined };
  const due = duty(found, now, table.limits);
  if (due === "build" || due === "settle") tell(due);
  const state = await ready(table, feed, found, due, now);
  // Another reader is building or settling this moment, or has just been overtaken by a follow: pulling is
  // exact as well.
  if (state === undefined || state.phase === "pulled") {
    tell("pull");
    return {
      entries: pullFeed(table, { ...feed, epoch: found.epoch, pulled: [] }, walk),
      generation: undefined,
    };
  }
  const fresh = state === found ? first : undefined;
  return { entries: fromState(table, feed, state, { walk, tell }, fresh), generation: state.generation };
}

/** The state, with the rows that the walk begins with where one round trip brings both. */
async function look(table: Table, feed: Feed, { range, direction, chunk }: Walk, hint: number | undefined) {
  const { owner, flag } = feed;
  if (range.low === undefined && range.high === undefined && direction === "older") {
    const items = await query(table, feedPartition(owner, flag), { direction, limit: chunk + 1 });
    const [top, ...below] = items;
    if (top === undefined || top["sk"] !== feedStateKey(owner, flag).sk)
      return { state: undefined, first: undefined };
    const state = parseState(top);
    return { state, first: pageOf(below, state.generation, chunk) };
  }
  if (hint === undefined) return { state: await getState(table, owner, flag), first: undefined };
  const place = feedPlace(owner, flag, hint);
  const sort = { low: place.prefix + (range.low ?? ""), high: place.prefix + (range.high ?? "~") };
  const [state, items] = await Promise.all([
    getState(table, owner, flag),
    query(table, place.pk, { range: sort, direction, limit: chunk }),
  ]);
  return { state, first: state?.generation === hint ? pageOf(items, hint, chunk) : undefined };
}

/**
 * Rows of older generations lie below and are not the feed's any more: where one shows up, the generation has
 * ended.
 */
function pageOf(items: readonly Record<string, unknown>[], generation: number, chunk: number): Page {
  const current = items.filter((item) => String(item["sk"]).startsWith(generationPrefix(generation)));
  return { items: current, ended: current.length < chunk };
}

/** Does what a reader owes the feed first. @returns the state to read by, or undefined to pull instead */
async function ready(
  table: Table,
  feed: Feed,
  state: FeedState,
  due: Duty,
  now: number,
): Promise<FeedState | undefined> {
  switch (due) {
    case "build":
      return buildFeed(table, feed, state, now);
    case "settle":
      return (await settleFeed(table, feed, state, now)) ?? again(table, feed, now);
    case "touch":
      return (await touch(table, feed.owner, feed.flag, state.generation, now))
        ? state
        : again(table, feed, now);
    case "pull":
      return undefined;
    case "none":
      return state;
  }
}

/**
 * The state moved under the reader: believe the new one if it needs nothing more, and no other reader's pass
 * is open.
 */
async function again(table: Table, { owner, flag }: Feed, now: number): Promise<FeedState | undefined> {
  const state = await getState(table, owner, flag);
  return state !== undefined && ["none", "touch"].includes(duty(state, now, table.limits))
    ? state
    : undefined;
}

type Reading = Required<Pick<FeedRequest, "walk" | "tell">>;

/** Rows and what is below them, with the streams of the pulled all the way down. */
function fromState(
  table: Table,
  feed: Feed,
  state: FeedState,
  reading: Reading,
  first: Page | undefined,
): Entries {
  const { walk } = reading;
  const pushed = fromRows(table, feed, state, reading, first);
  return state.pulled.length === 0
    ? pushed
    : merge([pushed, ...streamsOf(table, state.pulled, walk)], walk.direction);
}

async function* fromRows(
  table: Table,
  feed: Feed,
  state: FeedState,
  { walk, tell }: Reading,
  first: Page | undefined,
): Entries {
  const { range } = walk;
  const place = feedPlace(feed.owner, feed.flag, state.generation);
  const above = narrow(range, { low: state.horizon });
  const below = state.horizon === "" ? null : narrow(range, { high: before(state.horizon) });
  const rest = async function* (): Entries {
    if (below === null) return;
    tell("pull");
    yield* pullFeed(table, { ...feed, ...state }, { ...walk, range: below });
  };
  if (walk.direction === "newer") yield* rest();
  if (above !== null) {
    for await (const entry of rows(table, place, { ...walk, range: above }, first)) {
      if (entry.position >= state.horizon && !isPulled(entry.body, state.pulled)) yield entry;
    }
  }
  if (walk.direction === "older") yield* rest();
}
