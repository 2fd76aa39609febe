import type { Entry } from "../../domain/action.ts";
import { boundFor, topOf } from "../../domain/bounds.ts";
import { entityKey } from "../../domain/entity.ts";
import type { Named } from "../../domain/filters.ts";
import { type Incarnation, ROLES } from "../../domain/incarnation.ts";
import {
  type FeedState,
  type PulledEntity,
  areFoldedIn,
  horizonOf,
  isFinal,
  isShown,
  rowLifeOf,
} from "../../domain/feed.ts";
import { type Entries, type Source, merge, withTop } from "../../domain/merge.ts";
import type { Position, Range, Walk } from "../../domain/position.ts";
import { followedBy } from "../graph/edges.ts";
import { type StoredEntity, getEntities } from "../entities/entities.ts";
import { getMuteList } from "../mutes/mute-list.ts";
import { addPulledEntities, beginBuild, closeSettle, finishBuild, openSettle } from "./feed-passes.ts";
import { type Feed } from "./feed-state.ts";
import { feedPlace } from "../../table/keys.ts";
import { reconcile, writeRows } from "./reconcile.ts";
import { rowFromTop, rowVersions } from "../streams/rows.ts";
import { roleStream } from "../streams/streams.ts";
import type { Table } from "../../table/table.ts";

interface LivingFeed extends Feed {
  readonly incarnation: Incarnation;
  readonly pulledEntities: readonly PulledEntity[];
}

const SMALLEST_CHUNK = 10;

/** G8. The feed by definition, of all that its owner follows except the pulled. Exact, but expensive. */
export async function* pullFeed(table: Table, feed: LivingFeed, walk: Walk): Entries {
  const pushed = except(await livingFollows(table, feed), feed.pulledEntities);
  // Bounds read late hide what an index may hide as well: actions of the last seconds.
  const entities =
    pushed.length > table.limits.askAll ? await getEntities(table, refsOf(pushed), false) : undefined;
  yield* merge(streamsOf(table, pushed, walk, entities), walk.direction);
}

async function livingFollows(
  table: Table,
  { owner, flag, incarnation }: Feed & { readonly incarnation: Incarnation },
): Promise<PulledEntity[]> {
  const follows = await followedBy(table, owner, flag);
  return follows
    .filter(({ followerIncarnation }) => followerIncarnation >= incarnation)
    .map(({ followed, actorOnly }) => ({ entity: followed, actorOnly }));
}

function except(follows: readonly PulledEntity[], pulledEntities: readonly PulledEntity[]) {
  const pulled = new Set(pulledEntities.map(({ entity }) => entityKey(entity)));
  return follows.filter(({ entity }) => !pulled.has(entityKey(entity)));
}

const refsOf = (follows: readonly PulledEntity[]) => follows.map(({ entity }) => entity);

export const namedStreams = (follows: readonly PulledEntity[]): Named[] =>
  follows.flatMap(({ entity, actorOnly }) =>
    (actorOnly ? (["actor"] as const) : ROLES).map((role) => ({ entity, role })),
  );

/** How much is read of each of so many streams that share a page. */
export function chunkOf({ chunk }: Walk, streams: number): number {
  const share = Math.ceil((2 * chunk) / Math.max(1, streams));
  return Math.min(chunk, Math.max(SMALLEST_CHUNK, share));
}

/** G14. Many streams share a page: little is read of each, nothing below its bound, if that is known. */
export function streamsOf(
  table: Table,
  follows: readonly PulledEntity[],
  walk: Walk,
  entities: ReadonlyMap<string, Pick<StoredEntity, "bounds">> = new Map(),
): Source<Entry>[] {
  const { low = "" } = walk.range;
  const streams = namedStreams(follows).map(({ entity, role }) => ({
    ...{ entity, role },
    top: topOf(entities.get(entityKey(entity))?.bounds[boundFor(role)]),
  }));
  const chunk = chunkOf(walk, streams.length);
  return streams
    .filter(({ top }) => top === undefined || top >= low)
    .map(({ top, ...named }) => withTop(roleStream(table, named, { ...walk, chunk }), top));
}

/**
 * G9. Fills a generation: looks who is pulled, writes the others' newest rows, reconciles each with its
 * action, and only then marks it built. Fan-outs and switches that come later see the generation. @returns
 * undefined where another builder was first, it has ended, or the feed has no rows
 */
export async function buildFeed(
  table: Table,
  feed: Feed,
  current: FeedState,
  now: number,
): Promise<FeedState | undefined> {
  const { owner, flag } = feed;
  const begun = await beginBuild(table, feed, current, now);
  if (begun === undefined) return undefined;
  const [follows, list] = await Promise.all([
    livingFollows(table, { ...feed, incarnation: begun.incarnation }),
    begun.mutes === undefined ? getMuteList(table, owner, true) : undefined,
  ]);
  const mutes = list === undefined ? begun.mutes === true : Object.keys(list.muted).length > 0;
  const entities = await getEntities(table, refsOf(follows), true);
  const pulledEntities = pulledAmong(follows, entities);
  if (
    pulledEntities.length > 0 &&
    (await addPulledEntities(table, feed, begun.generation, pulledEntities)) !== "added"
  )
    return undefined;
  const state = { ...begun, pulledEntities };
  const place = feedPlace(owner, flag, state.generation);
  const pushed = except(follows, pulledEntities);
  const entries = await newest(table, (walk) =>
    merge(streamsOf(table, pushed, walk, entities), walk.direction),
  );
  const rows = entries.slice(0, table.limits.window);
  const horizon = horizonOf(positionsOf(entries), table.limits);
  const rowLife = rowLifeOf(horizon, now);
  const known = await writeRows(table, place, rows, now + rowLife);
  await reconcile(table, place, { positions: positionsOf(rows), known }, now + rowLife);
  const found = { horizon, rowLife, lastPullAt: now, mutes };
  const built = await finishBuild(table, feed, state.generation, found);
  return built ? { ...state, phase: "built", horizon, rowLife, lastPullAt: now } : undefined;
}

const pulledAmong = (follows: readonly PulledEntity[], entities: ReadonlyMap<string, StoredEntity>) =>
  follows.filter(({ entity }) => (entities.get(entityKey(entity))?.mode ?? "push") !== "push");

/** G10. Pulls once more and adds what indexes had not shown. @returns undefined: it ended, or another runs */
export async function settleFeed(
  table: Table,
  feed: Feed,
  state: FeedState,
  now: number,
): Promise<FeedState | undefined> {
  const { owner, flag } = feed;
  if (!(await openSettle(table, feed, state.generation, now))) return undefined;
  const place = feedPlace(owner, flag, state.generation);
  const folded = areFoldedIn(state, now, table.limits) ? await foldable(table, state.joined, now) : undefined;
  const pulledEntities = except(state.pulledEntities, folded ?? []);
  // Others' rows are final: only those of the folded may be missing, and only a window of rows is kept.
  const alone = isFinal(state, table.limits) ? folded : undefined;
  const low = alone && (await rowFromTop(table, place, { low: state.horizon }, table.limits.window));
  const floor = low ?? state.horizon;
  const entries = await newest(table, (walk) =>
    alone === undefined
      ? pullFeed(table, { ...feed, incarnation: state.incarnation, pulledEntities }, walk)
      : merge(streamsOf(table, alone, { ...walk, range: downTo(floor) }), walk.direction),
  );
  const raised = horizonOf(positionsOf(entries), table.limits);
  const horizon = raised > floor ? raised : floor;
  const rows = entries.slice(0, table.limits.window).filter(({ position }) => position >= horizon);
  const known = await rowVersions(table, place, { low: horizon });
  const missing = rows.filter(({ position, version }) => (known.get(position) ?? 0) < version);
  await reconcile(table, place, { positions: positionsOf(missing), known }, now + state.rowLife);
  const closed = await closeSettle(table, feed, state, { horizon, lastPullAt: now, folded });
  const left = folded === undefined ? {} : { joined: [], joinedAt: 0 };
  return closed ? { ...state, ...left, pulledEntities, horizon, lastPullAt: now, openSince: 0 } : undefined;
}

const downTo = (horizon: Position): Range => (horizon === "" ? {} : { low: horizon });

/** Those that are pushed, and have been for so long that an index shows what they did before. */
async function foldable(table: Table, joined: readonly PulledEntity[], now: number): Promise<PulledEntity[]> {
  const stored = await getEntities(table, refsOf(joined), true);
  return except(joined, pulledAmong(joined, stored)).filter(({ entity }) =>
    isShown(stored.get(entityKey(entity))?.pushedAt ?? 0, now, table.limits),
  );
}

async function newest({ limits: { window } }: Table, open: (walk: Walk) => Entries): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of open({ range: {}, direction: "older", chunk: window + 1 })) {
    if (entries.push(entry) > window) break;
  }
  return entries;
}

const positionsOf = (entries: readonly Entry[]) => entries.map(({ position }) => position);
