import { INDEXES } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { type Epoch, type Role, isPast } from "../../domain/epoch.ts";
import { limits } from "../../domain/limits.ts";
import { type Entries, early, merge } from "../../domain/merge.ts";
import { type Direction, type Range, rest } from "../../domain/position.ts";
import { parseAction } from "../actions/action-item.ts";
import { getEpoch } from "../entities/entities.ts";
import { VISIBILITIES, type Visibility, actionPartition, publicStreamPlace, typeStreamPlace } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { rows } from "./rows.ts";
import type { Table } from "../../table/table.ts";

export const INDEX_OF_ROLE = {
  actor: INDEXES.actor,
  target: INDEXES.target,
  action_object: INDEXES.actionObject,
} as const satisfies Record<Role, unknown>;

/** One walk's wishes: where, which way, and how many entries a call should bring. */
export interface Walk {
  readonly range: Range;
  readonly direction: Direction;
  readonly chunk: number;
}

interface Choice {
  readonly visibility?: Visibility;
  /** The entity's epoch, where what is left of earlier ones must not be seen. It may be on its way. */
  readonly epoch?: Epoch | Promise<Epoch>;
}

/** S1. The actions that have an entity in one role. */
export async function* roleStream(
  table: Table,
  entity: EntityRef,
  role: Role,
  { range, direction, chunk }: Walk,
  { visibility = "public", epoch = 0 }: Choice = {},
): Entries {
  let left = range;
  let limit = chunk;
  for (;;) {
    const items = await query(table, actionPartition(visibility, entity), {
      index: INDEX_OF_ROLE[role],
      range: left,
      direction,
      limit,
    });
    const actions = items.map(parseAction);
    const present = await epoch;
    const shown = actions.filter((action) => !isPast(action, role, present));
    yield* shown;
    const last = actions.at(-1);
    if (last === undefined || actions.length < limit) return;
    if (shown.length < actions.length) limit = limits.remains;
    left = rest(left, direction, last.position);
  }
}

/** S2. The public actions that have an entity in any of these roles, each once. */
export function activity(table: Table, entity: EntityRef, roles: readonly Role[], walk: Walk): Entries {
  const epoch = early(getEpoch(table, entity));
  return merge(
    roles.map((role) => roleStream(table, entity, role, walk, { epoch })),
    walk.direction,
  );
}

/** S3. What an entity did, private actions included: for its own eyes. */
export function ownActions(table: Table, entity: EntityRef, walk: Walk): Entries {
  const epoch = early(getEpoch(table, entity));
  return merge(
    VISIBILITIES.map((visibility) => roleStream(table, entity, "actor", walk, { visibility, epoch })),
    walk.direction,
  );
}

/** S4. Every public action. */
export const publicStream = (table: Table, { range, direction, chunk }: Walk): Entries =>
  rows(table, publicStreamPlace(), range, direction, chunk);

/** S5. The public actions in which anything of a type takes part. */
export const typeStream = (table: Table, type: string, { range, direction, chunk }: Walk): Entries =>
  rows(table, typeStreamPlace(type), range, direction, chunk);
