import type { Entry } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { type Duty, type FeedState, duty, isPulled } from "../../domain/feed.ts";
import type { Rule } from "../../domain/filters.ts";
import { ANY_FLAG } from "../../domain/follow.ts";
import { type Entries, merge, nothing } from "../../domain/merge.ts";
import { type Position, type Walk, before, narrow } from "../../domain/position.ts";
import { type MuteLook, type Muted, muteLook, notMuted } from "../mutes/mute-look.ts";
import { flagsOf } from "../graph/edges.ts";
import { buildFeed, pullFeed, settleFeed } from "./feed-build.ts";
import { pulledStreams } from "./pulled-streams.ts";
import { touch } from "./feed-passes.ts";
import { type Feed, getState, parseState } from "./feed-state.ts";
import { feedPartition, feedPlace, feedStateKey, generationPrefix } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { rows } from "../streams/rows.ts";
import { activity } from "../streams/streams.ts";
import type { Table } from "../../table/table.ts";

export interface FeedRequest {
  readonly owner: EntityRef;
  readonly flag: string;
  readonly own: boolean;
  readonly walk: Walk;
  /** As remembered by the cursor. */
  readonly generation?: number | undefined;
  /** Whether the last page found a mute: they are then read together with the rows. */
  readonly mutes?: boolean | undefined;
  /** Whether to find the feed's newest position, on a walk from the top. */
  readonly newest?: boolean | undefined;
  onWork?(work: FeedWork): void;
}

export type FeedWork = "build" | "settle" | "pull";

export interface OpenFeed {
  /** With entries of the muted, which `rule` leaves out. */
  readonly entries: Entries;
  readonly generation: number | undefined;
  /** Leaves out the muted; absent: nobody is muted. */
  readonly rule: Rule | undefined;
  readonly seen: Position;
  readonly incarnation: Incarnation;
  /** Without the muted and without `own`; empty: nothing, or not requested. */
  readonly newest: Position;
}

/** G11. A feed as a walk, exact at every depth: from rows where they are complete, else by pulling. */
export async function openFeed(table: Table, request: FeedRequest, now: number): Promise<OpenFeed> {
  const { owner, flag, own, walk } = request;
  const flags = flag === ANY_FLAG ? await flagsOf(table, owner) : [flag];
  const look = muteLook(table, owner, request.mutes === true);
  const opened = await Promise.all(
    flags.map((one) => openOne(table, { owner, flag: one }, { ...request, look }, now)),
  );
  const feeds = opened.filter((feed) => feed !== undefined);
  const [only] = feeds;
  const muted = Object.assign({}, ...feeds.map((feed) => feed.muted)) as Muted;
  const rule = Object.keys(muted).length === 0 ? undefined : notMuted(muted);
  const sources = feeds.map(({ entries }) => entries);
  const found = { rule, seen: only?.seen ?? "", incarnation: only?.incarnation ?? 0 };
  const generation = flag === ANY_FLAG ? undefined : only?.generation;
  const { newest, entries } = await newestOf(
    request.newest === true ? sources : [],
    rule,
    table.limits.examined,
  );
  const feed = entries === undefined ? sources : [entries];
  if (own) feed.push(activity(table, owner, ["actor"], walk));
  const [first = nothing()] = feed;
  return { ...found, newest, generation, entries: feed.length > 1 ? merge(feed, walk.direction) : first };
}

async function newestOf(
  [source]: readonly Entries[],
  rule: Rule = () => true,
  most: number,
): Promise<{ newest: Position; entries: Entries | undefined }> {
  if (source === undefined) return { newest: "", entries: undefined };
  const passed: Entry[] = [];
  let newest: Position = "";
  while (newest === "" && passed.length < most) {
    const { value, done } = await source.next();
    if (done === true) break;
    passed.push(value);
    if (rule(value.body)) newest = value.position;
  }
  return { newest, entries: resumed(passed, source) };
}

async function* resumed(passed: readonly Entry[], rest: Entries): Entries {
  yield* passed;
  yield* rest;
}

interface Page {
  readonly items: readonly unknown[];
  readonly ended: boolean;
}

type OneFeed = Pick<OpenFeed, "entries" | "generation" | "seen" | "incarnation"> & { readonly muted: Muted };

async function openOne(
  table: Table,
  feed: Feed,
  request: FeedRequest & { readonly look: MuteLook },
  now: number,
): Promise<OneFeed | undefined> {
  const { generation: hint, onWork = () => undefined } = request;
  const { state: found, first } = await look(table, feed, request.walk, hint);
  if (found === undefined) return undefined;
  const muted = await request.look(found, now);
  // Rows of the muted are left out: with any muted, more rows are read at once.
  const mostChunk = Object.keys(muted).length === 0 ? undefined : table.limits.filteredChunk;
  const walk = mostChunk === undefined ? request.walk : { ...request.walk, mostChunk };
  const { seen, incarnation } = found;
  const due = duty(found, now, table.limits);
  if (due === "build" || due === "settle") onWork(due);
  const state = await ready(table, feed, { state: found, due }, now);
  // Another reader is building or settling, or a follow has just come between: pulling is exact too.
  if (state === undefined || state.phase === "unmaterialised") {
    onWork("pull");
    const entries = pullFeed(table, { ...feed, incarnation, pulledEntities: [] }, walk);
    return { entries, generation: undefined, muted, seen, incarnation };
  }
  const fresh = state === found ? first : undefined;
  const entries = fromState(table, feed, state, { walk, onWork, first: fresh });
  return { entries, generation: state.generation, muted, seen, incarnation };
}

/** The state, and the walk's first rows if one round trip brings both. */
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
 * Rows of older generations sort below and end these; of newer ones above, in their place. A query is no
 * snapshot: a newer generation may have begun while it ran, and then it says nothing.
 */
function pageOf(
  items: readonly Record<string, unknown>[],
  generation: number,
  chunk: number,
): Page | undefined {
  const prefix = generationPrefix(generation);
  const isCurrent = ({ sk }: Record<string, unknown>) => String(sk).startsWith(prefix);
  const isOvertaken = items.some((item) => !isCurrent(item) && String(item["sk"]) > prefix);
  const current = items.filter(isCurrent);
  return isOvertaken ? undefined : { items: current, ended: current.length < chunk };
}

/** Does the reader's duty. @returns the state to read by, or undefined to pull instead */
async function ready(
  table: Table,
  feed: Feed,
  { state, due }: { readonly state: FeedState; readonly due: Duty },
  now: number,
): Promise<FeedState | undefined> {
  switch (due) {
    case "build":
      return buildFeed(table, feed, state, now);
    case "settle":
      return (await settleFeed(table, feed, state, now)) ?? again(table, feed, now);
    case "touch":
      return (await touch(table, feed, state, now)) ? state : again(table, feed, now);
    case "pull":
      return undefined;
    case "none":
      return state;
  }
}

/** The state changed meanwhile: use the new one if it needs no work and no pass is open. */
async function again(table: Table, { owner, flag }: Feed, now: number): Promise<FeedState | undefined> {
  const state = await getState(table, owner, flag);
  return state !== undefined && ["none", "touch"].includes(duty(state, now, table.limits))
    ? state
    : undefined;
}

interface Reading extends Required<Pick<FeedRequest, "walk" | "onWork">> {
  readonly first: Page | undefined;
}

/** Rows and what is below them, merged with the streams of the pulled. */
function fromState(table: Table, feed: Feed, state: FeedState, reading: Reading): Entries {
  const { walk } = reading;
  const pushed = fromRows(table, feed, state, reading);
  return state.pulledEntities.length === 0
    ? pushed
    : merge([pushed, ...pulledStreams(table, feed.owner, state.pulledEntities, walk)], walk.direction);
}

async function* fromRows(
  table: Table,
  feed: Feed,
  state: FeedState,
  { walk, onWork, first }: Reading,
): Entries {
  const { range } = walk;
  const place = feedPlace(feed.owner, feed.flag, state.generation);
  const above = narrow(range, { low: state.horizon });
  const below = state.horizon === "" ? null : narrow(range, { high: before(state.horizon) });
  const rest = async function* (): Entries {
    if (below === null) return;
    onWork("pull");
    yield* pullFeed(table, { ...feed, ...state }, { ...walk, range: below });
  };
  if (walk.direction === "newer") yield* rest();
  if (above !== null) {
    for await (const entry of rows(table, place, { ...walk, range: above }, first)) {
      if (entry.position >= state.horizon && !isPulled(entry.body, state.pulledEntities)) yield entry;
    }
  }
  if (walk.direction === "older") yield* rest();
}
