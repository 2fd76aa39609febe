import type { Entry } from "../domain/action.ts";
import type { EntityRef } from "../domain/entity.ts";
import { type Epoch, ROLES } from "../domain/epoch.ts";
import { type FeedState, ROW_LIFE, WINDOW, horizonOf } from "../domain/feed.ts";
import { type Entries, merge } from "../domain/merge.ts";
import { followedBy } from "./edges.ts";
import { beginBuild, closeSettle, finishBuild, openSettle } from "./feed-state.ts";
import { feedPlace } from "./keys.ts";
import { reconcile, writeRows } from "./reconcile.ts";
import { rowVersions } from "./rows.ts";
import { type Walk, roleStream } from "./streams.ts";
import type { Table } from "./table.ts";

/** One feed: of an owner, with a flag. */
export interface Feed {
  readonly owner: EntityRef;
  readonly flag: string;
}

/** A feed whose owner's epoch is known. */
interface LivingFeed extends Feed {
  readonly epoch: Epoch;
}

const SMALLEST_CHUNK = 10;

/** G8. The feed by definition: the streams of everything its owner follows, merged. Exact at any depth, at a price. */
export async function* pullFeed(table: Table, { owner, flag, epoch }: LivingFeed, walk: Walk): Entries {
  const follows = (await followedBy(table, owner, flag)).filter(({ followerEpoch }) => followerEpoch >= epoch);
  const streams = follows.flatMap(({ followed, actorOnly }) =>
    (actorOnly ? (["actor"] as const) : ROLES).map((role) => ({ followed, role })),
  );
  // Many streams share a page, so that each is asked for little.
  const share = Math.ceil((2 * walk.chunk) / Math.max(1, streams.length));
  const chunk = Math.min(walk.chunk, Math.max(SMALLEST_CHUNK, share));
  yield* merge(
    streams.map(({ followed, role }) => roleStream(table, followed, role, { ...walk, chunk })),
    walk.direction,
  );
}

/**
 * G9. Fills a new generation: pulls the newest rows, writes them, reconciles each with its action, and only then
 * declares the generation built. What changes after that look is delivered by its own fan-out, which sees the
 * generation already. @returns undefined where another builder was first, or the generation was over meanwhile
 */
export async function buildFeed(table: Table, feed: Feed, current: FeedState, now: number): Promise<FeedState | undefined> {
  const { owner, flag } = feed;
  const state = await beginBuild(table, owner, flag, current, now);
  if (state === undefined) return undefined;
  const place = feedPlace(owner, flag, state.generation);
  const entries = await newest(table, { ...feed, epoch: state.epoch });
  const rows = entries.slice(0, WINDOW);
  const known = await writeRows(table, place, rows, now + ROW_LIFE);
  await reconcile(table, place, positionsOf(rows), known, now + ROW_LIFE);
  const horizon = horizonOf(positionsOf(entries));
  const built = await finishBuild(table, owner, flag, state.generation, { horizon, pulledAt: now });
  return built ? { ...state, phase: "built", horizon, pulledAt: now } : undefined;
}

/**
 * G10. Pulls once more into a built generation and adds what an index had not shown before. The pass is open in the
 * state while it runs, because a generation that may hold unreconciled rows is not believed.
 * @returns the state after it, or undefined where the generation is over or another pass is open
 */
export async function settleFeed(table: Table, feed: Feed, state: FeedState, now: number): Promise<FeedState | undefined> {
  const { owner, flag } = feed;
  if (!(await openSettle(table, owner, flag, state.generation, now))) return undefined;
  const place = feedPlace(owner, flag, state.generation);
  const entries = await newest(table, { ...feed, epoch: state.epoch });
  const raised = horizonOf(positionsOf(entries));
  const horizon = raised > state.horizon ? raised : state.horizon;
  const rows = entries.slice(0, WINDOW).filter(({ position }) => position >= horizon);
  const known = await rowVersions(table, place, { low: horizon });
  const missing = rows.filter(({ position, version }) => (known.get(position) ?? 0) < version);
  await reconcile(table, place, positionsOf(missing), known, now + ROW_LIFE);
  const closed = await closeSettle(table, owner, flag, state.generation, { horizon, pulledAt: now });
  return closed ? { ...state, horizon, pulledAt: now, openSince: 0 } : undefined;
}

/** One entry more than the window, to know whether there is more. */
async function newest(table: Table, feed: LivingFeed): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of pullFeed(table, feed, { range: {}, direction: "older", chunk: WINDOW + 1 })) {
    if (entries.push(entry) > WINDOW) break;
  }
  return entries;
}

const positionsOf = (entries: readonly Entry[]) => entries.map(({ position }) => position);
