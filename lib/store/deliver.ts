import { type ActionBody, type Entry, rolesOf } from "../domain/action.ts";
import { type EntityRef, entityKey } from "../domain/entity.ts";
import { ROW_LIFE, mayHoldRow, wantsRow } from "../domain/feed.ts";
import { type Position, after, splitPosition } from "../domain/position.ts";
import { getAction } from "./actions.ts";
import { batchWrite } from "./batch.ts";
import { type FollowerFeed, followersOf } from "./edges.ts";
import { getStates } from "./feed-state.ts";
import { type EdgeClass, type RowPlace, feedPlace, publicStreamPlace, rowKey, typeStreamPlace } from "./keys.ts";
import { rowItem } from "./rows.ts";
import type { Table } from "./table.ts";

/** Followers handled at once: as many states as one batch reads. */
const CHUNK = 100;
const MAX_LOOKS = 20;

/** Which action changed. What it says now is read anew: a record only says where to look. */
export interface Changed {
  readonly position: Position;
  /** Its entities, which never change. */
  readonly body: ActionBody;
}

/**
 * D1. Brings every feed and listed stream up to what an action is now, and looks again until nothing moved. Safe to
 * repeat, late, and out of order.
 */
export async function deliver(table: Table, changed: Changed, now: number): Promise<void> {
  const { id } = splitPosition(changed.position);
  let entry = await publicAction(table, id);
  for (let look = 0; look < MAX_LOOKS; look++) {
    await write(table, changed.position, entry, listedStreams(changed.body));
    for (const [entity, edges] of audiences(changed.body)) await fanOut(table, changed.position, entry, entity, edges, now);
    const current = await publicAction(table, id);
    if (current?.version === entry?.version) return;
    entry = current;
  }
  throw new Error(`action ${id} does not come to rest`);
}

const publicAction = async (table: Table, id: string): Promise<Entry | undefined> => {
  const action = await getAction(table, id);
  return action?.body.public === true ? action : undefined;
};

/** Whose followers see an action: of its actor all, of its target and object those who follow every role. */
function audiences(body: ActionBody): [EntityRef, EdgeClass][] {
  const { actor, target, action_object } = rolesOf(body);
  const rest = [target, action_object].filter((entity) => entity !== undefined);
  const parts = new Map([actor, ...rest].map((entity) => [entityKey(entity), entity]));
  return [[actor, "actor"], ...[...parts.values()].map((entity): [EntityRef, EdgeClass] => [entity, "all"])];
}

/** The public stream, and that of each type that takes part. */
function listedStreams(body: ActionBody): RowPlace[] {
  const types = new Set(Object.values(rolesOf(body)).map(({ model_type }) => model_type));
  return [publicStreamPlace(), ...[...types].map(typeStreamPlace)];
}

async function fanOut(
  table: Table,
  position: Position,
  entry: Entry | undefined,
  entity: EntityRef,
  edges: EdgeClass,
  now: number,
): Promise<void> {
  let low: string | undefined;
  for (;;) {
    const followers = await followersOf(table, entity, edges, low === undefined ? {} : { low }, CHUNK);
    const last = followers.at(-1);
    if (last === undefined) return;
    await write(table, position, entry, await placesOf(table, position, entry, entity, edges, followers, now), now + ROW_LIFE);
    if (followers.length < CHUNK) return;
    low = after(last.sk);
  }
}

/**
 * Where these followers' rows belong. Edges are read once more after the states: who has unfollowed in between has
 * bumped the very generation that was just read, or is no longer among them.
 */
async function placesOf(
  table: Table,
  position: Position,
  entry: Entry | undefined,
  entity: EntityRef,
  edges: EdgeClass,
  followers: readonly FollowerFeed[],
  now: number,
): Promise<RowPlace[]> {
  const states = await getStates(table, followers);
  const concerned = followers.flatMap((follower, index) => {
    const state = states[index];
    const wanted = state !== undefined && (entry === undefined ? mayHoldRow(state, now) : wantsRow(state, position, now));
    return wanted ? [{ follower, place: feedPlace(follower.owner, follower.flag, state.generation) }] : [];
  });
  const [from, to] = [concerned.at(0)?.follower.sk, concerned.at(-1)?.follower.sk];
  if (from === undefined || to === undefined) return [];
  const still = new Set((await followersOf(table, entity, edges, { low: from, high: to })).map(({ sk }) => sk));
  return concerned.filter(({ follower }) => still.has(follower.sk)).map(({ place }) => place);
}

/** Puts the row, or takes it away. */
async function write(
  table: Table,
  position: Position,
  entry: Entry | undefined,
  places: readonly RowPlace[],
  expires?: number,
): Promise<void> {
  if (entry === undefined)
    await batchWrite(
      table,
      [],
      places.map((place) => rowKey(place, position)),
    );
  else
    await batchWrite(
      table,
      places.map((place) => rowItem(place, entry, expires)),
      [],
    );
}
