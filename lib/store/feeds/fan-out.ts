import type { ActionBody, Entry, StoredAction } from "../../domain/action.ts";
import { rolesOf } from "../../domain/action.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { TributaryError } from "../../domain/errors.ts";
import { type FeedState, ROW_LIFE, mayHoldRow, wantsRow } from "../../domain/feed.ts";
import { type Position, splitPosition } from "../../domain/position.ts";
import { isPublic } from "../../domain/visibility.ts";
import { getAction } from "../actions/actions.ts";
import { chunks } from "../../table/batch.ts";
import type { FollowerFeed } from "../graph/edges.ts";
import { getEntities } from "../entities/entities.ts";
import { feedsOf } from "./follower-feeds.ts";
import { type EdgeClass, type RowPlace, feedPlace } from "../../table/keys.ts";
import { putOrRemove } from "../streams/rows.ts";
import type { Table } from "../../table/table.ts";

const MAX_LOOKS = 20;

/** Which action changed. What it says now is read anew: a record only says where to look. */
export interface Changed {
  readonly position: Position;
  /** Its entities, which never change. */
  readonly body: Pick<ActionBody, "actor" | "target" | "action_object">;
}

/** Followers of one of an action's entities: those of a class, from a sort key on. */
export interface Audience {
  readonly entity: EntityRef;
  readonly edges: EdgeClass;
  readonly low?: string | undefined;
}

/** The same with those of its followers that are served together. */
export interface ReadAudience extends Audience {
  readonly followers: readonly FollowerFeed[];
}

/**
 * Whose followers see an action: of its actor all, of its target and object those who follow every role. Who
 * is pulled has no audience: its followers' feeds look for themselves, and trust no row of it.
 */
export async function audiencesOf(table: Table, body: Changed["body"]): Promise<Audience[]> {
  const { actor, target, action_object } = rolesOf(body);
  const parts = new Map(
    [actor, target, action_object].flatMap((entity): [string, EntityRef][] =>
      entity ? [[entityKey(entity), entity]] : [],
    ),
  );
  const stored = await getEntities(table, [...parts.values()], true);
  const pushed = [...parts].filter(([key]) => stored.get(key)?.mode !== "pull").map(([, entity]) => entity);
  return pushed.flatMap((entity): Audience[] => [
    ...(entityKey(entity) === entityKey(actor) ? [{ entity, edges: "actor" as const }] : []),
    { entity, edges: "all" },
  ]);
}

/**
 * D2. Brings the feeds of some of an audience up to what an action is now, and looks again until nothing
 * moved. Safe to repeat, late, and out of order. Who follows from now on needs none of it: their feed is
 * built anew.
 * @returns how many feeds were written, an action that moves several times over counted each time
 */
export async function fanOut(
  table: Table,
  changed: Changed,
  audience: ReadAudience,
  now: number,
): Promise<number> {
  let written = 0;
  await untilAtRest(table, changed.position, async (entry) => {
    written += await writeFeeds(table, changed.position, entry, audience, now);
  });
  return written;
}

/** Puts an action as it was read into these feeds, or takes it away. @returns how many were written */
export async function writeFeeds(
  table: Table,
  position: Position,
  entry: Entry | undefined,
  { followers, ...audience }: ReadAudience,
  now: number,
): Promise<number> {
  let written = 0;
  for (const some of chunks(followers, table.limits.states)) {
    const places = await placesOf(table, position, entry, audience, some, now);
    await putOrRemove(table, position, entry, places, now + ROW_LIFE);
    written += places.length;
  }
  return written;
}

/**
 * Does something about an action as it is, until it has not changed meanwhile.
 * @returns the version at which it came to rest; none means that it is gone
 * @throws 503 where it never comes to rest
 */
export async function untilAtRest(
  table: Table,
  position: Position,
  work: (entry: Entry | undefined) => Promise<void>,
): Promise<number | undefined> {
  const { id } = splitPosition(position);
  let action = await getAction(table, id);
  for (let look = 0; look < MAX_LOOKS; look++) {
    const shown = visible(action);
    await work(shown);
    action = await getAction(table, id);
    if (visible(action)?.version === shown?.version) return action?.version;
  }
  throw new TributaryError("unavailable", `action ${id} does not come to rest`);
}

const visible = (action: StoredAction | undefined): Entry | undefined =>
  action !== undefined && isPublic(action) ? action : undefined;

/** Where these followers' rows belong. */
async function placesOf(
  table: Table,
  position: Position,
  entry: Entry | undefined,
  audience: Audience,
  followers: readonly FollowerFeed[],
  now: number,
): Promise<RowPlace[]> {
  const wanted = (state: FeedState) =>
    entry === undefined ? mayHoldRow(state, now, table.limits) : wantsRow(state, position, now, table.limits);
  const feeds = await feedsOf(table, audience, followers, wanted);
  return feeds.map(({ follower, state }) => feedPlace(follower.owner, follower.flag, state.generation));
}
