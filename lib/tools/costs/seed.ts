import { type StoredAction, newEntry } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { DEFAULT_FLAG, type StoredFollow } from "../../domain/follow.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { DAY, toTimestamp } from "../../domain/time.ts";
import { actionItem } from "../../store/actions/action-item.ts";
import { batchWrite } from "../../table/batch.ts";
import { followerItem, followingItem } from "../../store/graph/edges.ts";
import { raiseBound } from "../../store/entities/bounds.ts";
import { putEntity } from "../../store/entities/put-entity.ts";
import { feedStateKey } from "../../table/keys.ts";
import { traceIn } from "../../table/table.ts";
import { NOW, TYPICAL, type World, user } from "./world.ts";

/** Writes many items at once, equal to those of single requests. Names are equally long. */

const named = (name: string, index: number): string => `${name}-${String(index).padStart(6, "0")}`;

export const names = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_name, index) => named(name, index));

interface Seeded {
  readonly description?: string;
  readonly newest?: number;
}

/** Actions by these actors in turn, a second apart, the last before `NOW`. @returns them, newest first */
export async function seedActions(
  { table }: World,
  actors: readonly string[],
  count: number,
  { description = TYPICAL, newest = NOW }: Seeded = {},
): Promise<StoredAction[]> {
  const actions = Array.from({ length: count }, (_action, index): StoredAction => {
    const actor = { ...user(actors[index % actors.length] as string) };
    const target = { model_type: "repository", id: named("repository", index % 100) };
    const body = { actor, verb: "pushed", target, public: true, description };
    const id = named(`0123456789abcdef01234-${actor.id.slice(0, 7)}`, index);
    return { ...newEntry(id, toTimestamp(newest - (index + 1) * 1000), body), fingerprint: "x".repeat(22) };
  });
  await batchWrite(
    table,
    actions.map((action) => ({ ...actionItem(action, NOW), ...traceIn(table) })),
    [],
  );
  return actions;
}

const edge = (follower: EntityRef, followed: EntityRef, actorOnly: boolean): StoredFollow => ({
  ...{ follower, followed, actorOnly, flag: DEFAULT_FLAG, started: toTimestamp(NOW), nonce: "x".repeat(12) },
  ...{ followerIncarnation: 0, followedIncarnation: 0 },
});

export async function seedFollowers(
  { table }: Pick<World, "table">,
  followed: string,
  followers: readonly string[],
): Promise<void> {
  const edges = followers.map((follower) => edge(user(follower), user(followed), true));
  await batchWrite(
    table,
    edges.map((one) => ({ ...followerItem(one), counted: true })),
    [],
  );
}

export async function seedFeeds({ table }: World, owners: readonly string[], lastRead = NOW): Promise<void> {
  const times = { bumped_at: lastRead - 120_000, pulled_at: lastRead, last_read: lastRead };
  const state = { generation: 1, phase: "built", horizon: "", follows: 1, ...times };
  await batchWrite(
    table,
    owners.map((owner) => ({ ...feedStateKey(user(owner), DEFAULT_FLAG), ...state })),
    [],
  );
}

export async function seedFollowing(
  world: World,
  follower: string,
  followed: readonly string[],
  actorOnly = true,
): Promise<void> {
  const [first, ...others] = followed;
  if (first !== undefined) await world.follow(follower, first, actorOnly);
  const edges = others.map((one) => edge(user(follower), user(one), actorOnly));
  await batchWrite(world.table, [...edges.map(followingItem), ...edges.map(followerItem)], []);
}

/** Entities with attributes and bounds: reading absent ones would be free, and a first action a write. */
export async function seedEntities(
  { table }: World,
  ids: readonly string[],
  model_type = "user",
  until = NOW + DAY,
): Promise<void> {
  await eachAtMost(4, ids, async (id) => {
    const entity = { model_type, id };
    await putEntity(table, entity, { name: id });
    await raiseBound(table, { entity, name: "acted", to: until, unknown: until });
  });
}
