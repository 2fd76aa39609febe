import type { ActionBody, Entry, StoredAction } from "../../domain/action.ts";
import { rolesOf } from "../../domain/action.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { TributaryError } from "../../domain/errors.ts";
import { type FeedState, mayHoldRow, wantsRow } from "../../domain/feed.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { type Position, splitPosition } from "../../domain/position.ts";
import { isPublic } from "../../domain/visibility.ts";
import { getAction } from "../actions/actions.ts";
import { chunks } from "../../table/batch.ts";
import type { FollowerFeed } from "../graph/edges.ts";
import { recallEntities } from "../entities/remembered.ts";
import { feedsOf } from "./follower-feeds.ts";
import { type EdgeClass, feedPlace } from "../../table/keys.ts";
import { type ActionRow, type ExpiringPlace, putOrRemove } from "../streams/rows.ts";
import type { Table } from "../../table/table.ts";

const MAX_LOOKS = 20;
const AT_ONCE = 2;

/** Which action changed. Its content is read again: a change record only says where to look. */
export interface Changed {
  readonly position: Position;
  readonly body: Pick<ActionBody, "actor" | "target" | "action_object">;
}

export interface FollowerRange {
  readonly entity: EntityRef;
  readonly edges: EdgeClass;
  readonly low?: string | undefined;
}

export interface LoadedRange extends FollowerRange {
  readonly followers: readonly FollowerFeed[];
}

/** The actor's followers, and those of target and object who follow every role. Pulled entities have none. */
export async function followerRanges(table: Table, body: Changed["body"]): Promise<FollowerRange[]> {
  const { actor, target, action_object } = rolesOf(body);
  const parts = new Map(
    [actor, target, action_object].flatMap((entity): [string, EntityRef][] =>
      entity ? [[entityKey(entity), entity]] : [],
    ),
  );
  const stored = await recallEntities(table, [...parts.values()]);
  const pushed = [...parts].filter(([key]) => stored.get(key)?.mode !== "pull").map(([, entity]) => entity);
  return pushed.flatMap((entity): FollowerRange[] => [
    ...(entityKey(entity) === entityKey(actor) ? [{ entity, edges: "actor" as const }] : []),
    { entity, edges: "all" },
  ]);
}

/**
 * D2. Updates some followers' feeds to what an action is now, until it has not changed meanwhile. New
 * followers need nothing: their feed is rebuilt. @returns how many feeds were written, once a change
 */
export async function fanOut(
  table: Table,
  changed: Changed,
  range: LoadedRange,
  now: number,
): Promise<number> {
  const { position } = changed;
  let written = 0;
  const look = async (entry: Entry | undefined) => {
    const row = { position, entry };
    // The next feeds are found while rows are written.
    await eachAtMost(AT_ONCE, chunks(range.followers, table.limits.together), async (followers) => {
      const places = await placesOf(table, row, { ...range, followers }, now);
      await putOrRemove(table, row, places);
      written += places.length;
    });
  };
  await untilAtRest(table, position, await getAction(table, splitPosition(position).id), look);
  return written;
}

/**
 * Does `work` with the action as it was found, and repeats it until the action stays. @returns its version,
 * `undefined` if gone @throws 503 if it never stays
 */
export async function untilAtRest(
  table: Table,
  position: Position,
  found: StoredAction | undefined,
  work: (entry: Entry | undefined) => Promise<void>,
): Promise<number | undefined> {
  const { id } = splitPosition(position);
  let action = found;
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

/**
 * A new action has no rows yet. A state that is read late names the generation of a moment ago: the next one
 * takes the action from an index, as it takes what was delivered before it began. What changes or goes must
 * reach rows that are there, so it needs the generation of now.
 */
const isNew = (entry: Entry | undefined): boolean => entry?.version === 1;

/** The feeds that want an action's row, or may hold it if it must go. */
export async function placesOf(
  table: Table,
  { position, entry }: ActionRow,
  { followers, ...range }: LoadedRange,
  now: number,
): Promise<ExpiringPlace[]> {
  const wanted = (state: FeedState) =>
    entry === undefined ? mayHoldRow(state, now, table.limits) : wantsRow(state, position, now, table.limits);
  const feeds = await feedsOf(table, { ...range, consistent: !isNew(entry) }, followers, wanted);
  return feeds.map(({ follower, state }) => ({
    ...feedPlace(follower.owner, follower.flag, state.generation),
    expires: now + state.rowLife,
  }));
}
