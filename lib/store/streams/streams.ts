import { INDEXES } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { type Incarnation, type Role, isPast } from "../../domain/incarnation.ts";
import { type Entries, suppressUnhandled, merge, nothing } from "../../domain/merge.ts";
import { type ActionFilters, type Named, namedEntity, namedType } from "../../domain/filters.ts";
import { type Walk, nextChunk, rest } from "../../domain/position.ts";
import type { Visibility } from "../../domain/visibility.ts";
import { parseAction } from "../actions/action-item.ts";
import { getIncarnation } from "../entities/entities.ts";
import { actionPartition, publicStreamPlace, typeStreamPlace } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { rows } from "./rows.ts";
import { type ListedStream, shardsToRead } from "./shards.ts";
import type { Table } from "../../table/table.ts";

export const INDEX_OF_ROLE = {
  actor: INDEXES.actor,
  target: INDEXES.target,
  action_object: INDEXES.actionObject,
} as const satisfies Record<Role, unknown>;

interface Choice {
  readonly visibility?: Visibility;
  /** Present if remains of earlier incarnations must be left out. It may still be loading. */
  readonly incarnation?: Incarnation | Promise<Incarnation>;
}

/** S1. The actions that have an entity in one role. */
export async function* roleStream(
  table: Table,
  { entity, role }: Named,
  walk: Walk,
  { visibility = "public", incarnation = 0 }: Choice = {},
): Entries {
  let { range: left, chunk: limit } = walk;
  for (;;) {
    const items = await query(table, actionPartition(visibility, entity), {
      index: INDEX_OF_ROLE[role],
      range: left,
      direction: walk.direction,
      limit,
    });
    const actions = items.map(parseAction);
    const present = await incarnation;
    const shown = actions.filter((action) => !isPast(action, role, present));
    yield* shown;
    const last = actions.at(-1);
    if (last === undefined || actions.length < limit) return;
    limit = shown.length < actions.length ? table.limits.remains : nextChunk({ ...walk, chunk: limit });
    left = rest(left, walk.direction, last.position);
  }
}

/** S2. The public actions that have an entity in any of these roles, each once. */
export const activity = (table: Table, entity: EntityRef, roles: readonly Role[], walk: Walk): Entries =>
  activityFor(table, entity, { roles, visibilities: ["public"] }, walk);

interface Partitions {
  readonly roles: readonly Role[];
  readonly visibilities: readonly Visibility[];
}

/** S3. The same with private actions, for those who may see them. */
export function activityFor(
  table: Table,
  entity: EntityRef,
  { roles, visibilities }: Partitions,
  walk: Walk,
): Entries {
  if (roles.length === 0) return nothing();
  const incarnation = suppressUnhandled(getIncarnation(table, entity));
  const partitions = roles.flatMap((role) => visibilities.map((visibility) => ({ role, visibility })));
  return merge(
    partitions.map(({ role, visibility }) =>
      roleStream(table, { entity, role }, walk, { visibility, incarnation }),
    ),
    walk.direction,
  );
}

/** S4. Every public action. */
export const publicStream = (table: Table, walk: Walk): Entries => listed(table, publicStreamPlace, walk);

/** S5. The public actions in which anything of a type takes part. */
export const typeStream = (table: Table, type: string, walk: Walk): Entries =>
  listed(table, (shard) => typeStreamPlace(type, shard), walk);

/** Typical rows that half a read unit brings: of each shard at most so many are read in vain. */
const ROWS_OF_A_UNIT = 7;

async function* listed(table: Table, place: ListedStream, walk: Walk): Entries {
  const shards = await shardsToRead(table);
  if (shards === 1) return yield* rows(table, place(0), walk);
  const share = (chunk: number) =>
    Math.min(chunk, ROWS_OF_A_UNIT * Math.max(1, Math.floor(chunk / shards / ROWS_OF_A_UNIT)));
  const each = { ...walk, chunk: share(walk.chunk), mostChunk: walk.mostChunk && share(walk.mostChunk) };
  const sources = Array.from({ length: shards }, (_, shard) => rows(table, place(shard), each));
  yield* merge(sources, walk.direction);
}

/** S6. Of the streams that hold all the filters pass, the one with the fewest others. The caller filters. */
export function filteredStream(
  table: Table,
  type: string | undefined,
  filters: ActionFilters,
  walk: Walk,
): Entries {
  const named = namedEntity(filters, type);
  if (named !== undefined) return activity(table, named.entity, [named.role], walk);
  const narrowest = type ?? namedType(filters);
  return narrowest === undefined ? publicStream(table, walk) : typeStream(table, narrowest, walk);
}
