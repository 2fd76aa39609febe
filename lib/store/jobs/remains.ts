import { INDEX_OF_ROLE } from "../../contract/table.ts";
import type { StoredAction } from "../../domain/action.ts";
import { entryId } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { type Incarnation, ROLES, type Role, isPast } from "../../domain/incarnation.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { parseAction } from "../actions/action-item.ts";
import { deleteAction, getAction } from "../actions/actions.ts";
import { chunks } from "../../table/batch.ts";
import { CLASSES, parseFollow, parseFollower } from "../graph/edges.ts";
import { resetState } from "../feeds/feed-state.ts";
import { VISIBILITIES, type Visibility } from "../../domain/visibility.ts";
import {
  type EdgeClass,
  actionPartition,
  edgeClass,
  followersPartition,
  followingPartition,
} from "../../table/keys.ts";
import { removeFollows } from "../graph/remove-follows.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import type { List, Lists } from "./lists.ts";

const AT_ONCE = 8;
const TOGETHER = 10;

export interface Remains {
  readonly entity: EntityRef;
  readonly incarnation: Incarnation;
  now(): number;
}

export const ownFollows = (table: Table, { entity, incarnation, now }: Remains): List => ({
  partition: followingPartition(entity),
  page: table.limits.page,
  work: async (items) => {
    const past = items
      .map(parseFollow)
      .filter(({ followerIncarnation }) => followerIncarnation < incarnation);
    for (const flag of new Set(past.map((edge) => edge.flag)))
      await resetState(table, { owner: entity, flag }, incarnation, now());
    await eachAtMost(AT_ONCE, chunks(past, TOGETHER), (some) => removeFollows(table, some, undefined));
    return past.length;
  },
});

export const followerLists = (table: Table, remains: Remains): Lists =>
  Object.fromEntries(CLASSES.map((edges) => [edges, followers(table, remains, edges)]));

const followers = (table: Table, { entity, incarnation, now }: Remains, edges: EdgeClass): List => ({
  partition: followersPartition(entity, edges),
  page: table.limits.page,
  work: async (items) => {
    const past = items
      .map(parseFollower)
      .map((edge) => ({ ...edge, actorOnly: edge.edges === edgeClass(true) }))
      .filter(({ followedIncarnation }) => followedIncarnation < incarnation);
    await eachAtMost(AT_ONCE, chunks(past, TOGETHER), (some) => removeFollows(table, some, now()));
    return past.length;
  },
});

/** Each key that an entity has had in an index is a list; the first is named as if it were the only one. */
export const actionLists = (table: Table, remains: Remains, keys: number): Lists =>
  Object.fromEntries(
    Array.from({ length: keys }, (_, key) =>
      VISIBILITIES.flatMap((visibility) =>
        ROLES.map((role) => [
          `${visibility} ${role}${key === 0 ? "" : ` ${key}`}`,
          actions(table, remains, { visibility, role, key }),
        ]),
      ),
    ).flat(),
  );

interface RoleKey {
  readonly visibility: Visibility;
  readonly role: Role;
  readonly key: number;
}

const actions = (
  table: Table,
  { entity, incarnation, now }: Remains,
  { visibility, role, key }: RoleKey,
): List => ({
  partition: actionPartition(visibility, entity, key),
  index: INDEX_OF_ROLE[role],
  page: table.limits.page,
  work: async (items) => {
    const past = items.map(parseAction).filter((action) => isPast(action, role, incarnation));
    await eachAtMost(AT_ONCE, past, (action) => removeAction(table, action, now()));
    return past.length;
  },
});

/** An index may lag; an action never returns to an earlier incarnation. */
async function removeAction(table: Table, seen: StoredAction, now: number): Promise<void> {
  let action: StoredAction | undefined = seen;
  await withBackoff(table, async () => {
    if (action === undefined || (await deleteAction(table, action, now))) return undefined;
    action = await getAction(table, entryId(seen));
    return AGAIN;
  });
}
