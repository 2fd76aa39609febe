import { INDEX_OF_ROLE } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { type Incarnation, ROLES, type Role, isPast } from "../../domain/incarnation.ts";
import { type Entries, suppressUnhandled, merge, nothing } from "../../domain/merge.ts";
import { type ActionFilters, type Named, namedEntity, namedType } from "../../domain/filters.ts";
import { type Position, type Walk, nextChunk, rest } from "../../domain/position.ts";
import { FOR_ALL, type Visibility } from "../../domain/visibility.ts";
import { parseAction } from "../actions/action-item.ts";
import { getIncarnation } from "../entities/entities.ts";
import { actionPartition, publicStreamPlace, typeStreamPlace } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { rows } from "./rows.ts";
import { type ListedStream, keysToRead, shardsToRead } from "./shards.ts";
import type { Table } from "../../table/table.ts";

interface Choice {
  readonly visibility?: Visibility;
  /** Present if remains of earlier incarnations must be left out. It may still be loading. */
  readonly incarnation?: Incarnation | Promise<Incarnation>;
}

/** S1. The actions that have an entity in one role, on whichever of its keys. */
export async function* roleStream(table: Table, named: Named, walk: Walk, choice: Choice = {}): Entries {
  const keys = await keysToRead(table, named.entity);
  yield* inParts(keys, walk, (key, each) => keyStream(table, { ...named, key }, each, choice));
}

async function* keyStream(
  table: Table,
  { entity, role, key }: Named & { readonly key: number },
  walk: Walk,
  { visibility = FOR_ALL, incarnation = 0 }: Choice,
): Entries {
  let { range: left, chunk: limit } = walk;
  for (;;) {
    const items = await query(table, actionPartition(visibility, entity, key), {
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

/** S11. How many public actions an entity has had since then, in any role, up to `most` in each. Not of spread ones. */
export async function countSince(
  table: Table,
  entity: EntityRef,
  low: Position,
  most: number,
): Promise<number> {
  const found = await Promise.all(
    ROLES.map((role) =>
      query(table, actionPartition(FOR_ALL, entity, 0), {
        ...{ index: INDEX_OF_ROLE[role], range: { low }, direction: "older", limit: most },
      }),
    ),
  );
  return found.flat().length;
}

/** S2. The public actions that have an entity in any of these roles, each once. */
export const activity = (table: Table, entity: EntityRef, roles: readonly Role[], walk: Walk): Entries =>
  activityFor(table, entity, { roles, visibilities: [FOR_ALL] }, walk);

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

/** Typical rows that half a read unit brings: of each part at most so many are read in vain. */
const ROWS_OF_A_UNIT = 7;

async function* listed(table: Table, place: ListedStream, walk: Walk): Entries {
  yield* inParts(await shardsToRead(table), walk, (shard, each) => rows(table, place(shard), each));
}

/** A stream that stands in so many parts, of each of which a share is read at once. */
function inParts(parts: number, walk: Walk, open: (part: number, walk: Walk) => Entries): Entries {
  if (parts === 1) return open(0, walk);
  const share = (chunk: number) =>
    Math.min(chunk, ROWS_OF_A_UNIT * Math.max(1, Math.floor(chunk / parts / ROWS_OF_A_UNIT)));
  const each = { ...walk, chunk: share(walk.chunk), mostChunk: walk.mostChunk && share(walk.mostChunk) };
  return merge(
    Array.from({ length: parts }, (_, part) => open(part, each)),
    walk.direction,
  );
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
