import type { Entry } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { duty } from "../../domain/feed.ts";
import type { Rule } from "../../domain/filters.ts";
import { ANY_FLAG } from "../../domain/follow.ts";
import { type Entries, merge, nothing } from "../../domain/merge.ts";
import type { Position, Walk } from "../../domain/position.ts";
import { type MuteLook, type Muted, muteLook, notMuted } from "../mutes/mute-look.ts";
import { flagsOf } from "../graph/edges.ts";
import { pullFeed } from "./feed-build.ts";
import { feedEntries } from "./feed-entries.ts";
import type { Feed } from "./feed-state.ts";
import { prepareRows } from "./prepare-rows.ts";
import { readStateAndRows } from "./state-and-rows.ts";
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

type OneFeed = Pick<OpenFeed, "entries" | "generation" | "seen" | "incarnation"> & { readonly muted: Muted };

async function openOne(
  table: Table,
  feed: Feed,
  request: FeedRequest & { readonly look: MuteLook },
  now: number,
): Promise<OneFeed | undefined> {
  const { generation: hint, onWork = () => undefined } = request;
  const { state: found, first } = await readStateAndRows(table, feed, request.walk, hint);
  if (found === undefined) return undefined;
  const muted = await request.look(found, now);
  // Rows of the muted are left out: with any muted, more rows are read at once.
  const mostChunk = Object.keys(muted).length === 0 ? undefined : table.limits.filteredChunk;
  const walk = mostChunk === undefined ? request.walk : { ...request.walk, mostChunk };
  const { seen, incarnation } = found;
  const due = duty(found, now, table.limits);
  if (due === "build" || due === "settle") onWork(due);
  const state = await prepareRows(table, feed, { state: found, due }, now);
  // Another reader is building or settling, or a follow has just come between: pulling is exact too.
  if (state === undefined || state.phase === "unmaterialised") {
    onWork("pull");
    const entries = pullFeed(table, { ...feed, incarnation, pulledEntities: [] }, walk);
    return { entries, generation: undefined, muted, seen, incarnation };
  }
  const fresh = state === found ? first : undefined;
  const entries = feedEntries(table, feed, state, { walk, onWork, first: fresh, now });
  return { entries, generation: state.generation, muted, seen, incarnation };
}
