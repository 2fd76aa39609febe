import { INDEXES } from "../contract/table.ts";
import type { EntityRef } from "../domain/entity.ts";
import { type Entries, merge } from "../domain/merge.ts";
import { type Direction, type Range, rest } from "../domain/position.ts";
import { parseEntry } from "./action-item.ts";
import { type Visibility, actionPartition, publicStreamPlace, typeStreamPlace } from "./keys.ts";
import { query } from "./query.ts";
import { rows } from "./rows.ts";
import type { Table } from "./table.ts";

export type Role = "actor" | "target" | "action_object";

const INDEX_OF_ROLE = {
  actor: INDEXES.actor,
  target: INDEXES.target,
  action_object: INDEXES.actionObject,
} as const;

export const ROLES = Object.keys(INDEX_OF_ROLE) as readonly Role[];

/** One walk's wishes: where, which way, and how many entries a call should bring. */
export interface Walk {
  readonly range: Range;
  readonly direction: Direction;
  readonly chunk: number;
}

/** S1. The actions that have an entity in one role. */
export async function* roleStream(
  table: Table,
  entity: EntityRef,
  role: Role,
  { range, direction, chunk }: Walk,
  visibility: Visibility = "public",
): Entries {
  let left = range;
  for (;;) {
    const items = await query(table, actionPartition(visibility, entity), {
      index: INDEX_OF_ROLE[role],
      range: left,
      direction,
      limit: chunk,
    });
    const entries = items.map(parseEntry);
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < chunk) return;
    left = rest(left, direction, last.position);
  }
}

/** S2. The public actions that have an entity in any of these roles, each once. */
export const activity = (table: Table, entity: EntityRef, roles: readonly Role[], walk: Walk): Entries =>
  merge(
    roles.map((role) => roleStream(table, entity, role, walk)),
    walk.direction,
  );

/** S3. What an entity did, private actions included: for its own eyes. */
export const ownActions = (table: Table, entity: EntityRef, walk: Walk): Entries =>
  merge(
    (["public", "private"] as const).map((visibility) => roleStream(table, entity, "actor", walk, visibility)),
    walk.direction,
  );

/** S4. Every public action. */
export const publicStream = (table: Table, { range, direction, chunk }: Walk): Entries =>
  rows(table, publicStreamPlace(), range, direction, chunk);

/** S5. The public actions in which anything of a type takes part. */
export const typeStream = (table: Table, type: string, { range, direction, chunk }: Walk): Entries =>
  rows(table, typeStreamPlace(type), range, direction, chunk);
