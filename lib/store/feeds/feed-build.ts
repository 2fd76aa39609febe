import type { Entry } from "../../domain/action.ts";
import { entityKey } from "../../domain/entity.ts";
import { type Incarnation, ROLES } from "../../domain/incarnation.ts";
import { type FeedState, type PulledEntity, ROW_LIFE, horizonOf } from "../../domain/feed.ts";
import { type Entries, merge } from "../../domain/merge.ts";
import type { Walk } from "../../domain/position.ts";
import { followedBy } from "../graph/edges.ts";
import { getEntities } from "../entities/entities.ts";
import { getMuteList } from "../mutes/mute-list.ts";
import { addPulledEntities, beginBuild, closeSettle, finishBuild, openSettle } from "./feed-passes.ts";
import { type Feed } from "./feed-state.ts";
import { feedPlace } from "../../table/keys.ts";
import { reconcile, writeRows } from "./reconcile.ts";
import { rowVersions } from "../streams/rows.ts";
import { roleStream } from "../streams/streams.ts";
import type { Table } from "../../table/table.ts";

/** A feed with its owner's incarnation, and the followed that are pulled. */
interface LivingFeed extends Feed {
  readonly incarnation: Incarnation;
  readonly pulledEntities: readonly PulledEntity[];
}

const SMALLEST_CHUNK = 10;

/**
 * G8. The feed by definition: the merged streams of everything its owner follows except the pulled. Exact,
 * but expensive.
 */
export async function* pullFeed(table: Table, feed: LivingFeed, walk: Walk): Entries {
  yield* pullStreams(table, await livingFollows(table, feed), feed.pulledEntities, walk);
}

/** What the owner follows in their present incarnation. */
async function livingFollows(
  table: Table,
  { owner, flag, incarnation }: Feed & { readonly incarnation: Incarnation },
): Promise<PulledEntity[]> {
  const follows = await followedBy(table, owner, flag);
  return follows
    .filter(({ followerIncarnation }) => followerIncarnation >= incarnation)
    .map(({ followed, actorOnly }) => ({ entity: followed, actorOnly }));
}

/** The merged streams of everything followed except the pulled. */
function pullStreams(
  table: Table,
  follows: readonly PulledEntity[],
  pulledEntities: readonly PulledEntity[],
  walk: Walk,
): Entries {
  const except = new Set(pulledEntities.map(({ entity }) => entityKey(entity)));
  const pushed = follows.filter(({ entity }) => !except.has(entityKey(entity)));
  return merge(streamsOf(table, pushed, walk), walk.direction);
}

/** G14. The streams of entities in the roles that count. Many share a page, so little is read of each. */
export function streamsOf(table: Table, pulledEntities: readonly PulledEntity[], walk: Walk): Entries[] {
  const streams = pulledEntities.flatMap(({ entity, actorOnly }) =>
    (actorOnly ? (["actor"] as const) : ROLES).map((role) => ({ entity, role })),
  );
  const share = Math.ceil((2 * walk.chunk) / Math.max(1, streams.length));
  const chunk = Math.min(walk.chunk, Math.max(SMALLEST_CHUNK, share));
  return streams.map(({ entity, role }) => roleStream(table, { entity, role }, { ...walk, chunk }));
}

/**
 * G9. Fills a new generation: looks which followed are pulled, writes the newest rows of the others,
 * reconciles each with its action, and only then marks the generation built. Later changes are delivered by
 * their own fan-out, which sees the generation; later switches to pull tell it so. @returns undefined where
 * another builder was first, the generation has ended, or the feed has no rows
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
  const pulledEntities = await pulledAmong(table, follows);
  if (
    pulledEntities.length > 0 &&
    (await addPulledEntities(table, feed, begun.generation, pulledEntities)) !== "added"
  )
    return undefined;
  const state = { ...begun, pulledEntities };
  const place = feedPlace(owner, flag, state.generation);
  const entries = await newest(table, (walk) => pullStreams(table, follows, pulledEntities, walk));
  const rows = entries.slice(0, table.limits.window);
  const known = await writeRows(table, place, rows, now + ROW_LIFE);
  await reconcile(table, place, { positions: positionsOf(rows), known }, now + ROW_LIFE);
  const horizon = horizonOf(positionsOf(entries), table.limits);
  const found = { horizon, lastPullAt: now, mutes };
  const built = await finishBuild(table, feed, state.generation, found);
  return built ? { ...state, phase: "built", horizon, lastPullAt: now } : undefined;
}

/** Which of the followed are pulled, or about to be. */
async function pulledAmong(table: Table, follows: readonly PulledEntity[]): Promise<PulledEntity[]> {
  const entities = await getEntities(
    table,
    follows.map(({ entity }) => entity),
    true,
  );
  return follows.filter(({ entity }) => (entities.get(entityKey(entity))?.mode ?? "push") !== "push");
}

/**
 * G10. Pulls once more and adds what an index had not shown before. Meanwhile the state says that the pass is
 * open, because unreconciled rows are not used. @returns the new state, or undefined where the generation has
 * ended or another pass is open
 */
export async function settleFeed(
  table: Table,
  feed: Feed,
  state: FeedState,
  now: number,
): Promise<FeedState | undefined> {
  const { owner, flag } = feed;
  if (!(await openSettle(table, feed, state.generation, now))) return undefined;
  const place = feedPlace(owner, flag, state.generation);
  const entries = await newest(table, (walk) => pullFeed(table, { ...feed, ...state }, walk));
  const raised = horizonOf(positionsOf(entries), table.limits);
  const horizon = raised > state.horizon ? raised : state.horizon;
  const rows = entries.slice(0, table.limits.window).filter(({ position }) => position >= horizon);
  const known = await rowVersions(table, place, { low: horizon });
  const missing = rows.filter(({ position, version }) => (known.get(position) ?? 0) < version);
  await reconcile(table, place, { positions: positionsOf(missing), known }, now + ROW_LIFE);
  const closed = await closeSettle(table, feed, state, { horizon, lastPullAt: now });
  return closed ? { ...state, horizon, lastPullAt: now, openSince: 0 } : undefined;
}

/** One entry more than the window, to know whether there is more. */
async function newest({ limits: { window } }: Table, open: (walk: Walk) => Entries): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of open({ range: {}, direction: "older", chunk: window + 1 })) {
    if (entries.push(entry) > window) break;
  }
  return entries;
}

const positionsOf = (entries: readonly Entry[]) => entries.map(({ position }) => position);
