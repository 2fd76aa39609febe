import { type EntityRef, entityKey } from "../domain/entity.ts";
import { flagsOf } from "./edges.ts";
import { beginEpoch, getEntities } from "./entities.ts";
import { resetState, stateReset } from "./feed-state.ts";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";
import { transact } from "./transact.ts";

/** Flags whose states are reset in one transaction with the entity: it has at most a hundred writes. */
const TOGETHER = 99;

/**
 * E6. Deletes an entity: its next epoch begins, so that all that was stored of it is gone for readers at once, its own
 * feeds included. What remains in the table is removed by `removeRemains`.
 */
export async function deleteEntity(table: Table, entity: EntityRef, now: number): Promise<void> {
  await withBackoff(async () => {
    const epoch = ((await getEntities(table, [entity], true)).get(entityKey(entity))?.epoch ?? 0) + 1;
    const flags = await flagsOf(table, entity);
    const failed = await transact(table, [
      { Update: beginEpoch(table, entity, epoch) },
      ...flags.slice(0, TOGETHER).map((flag) => ({ Update: stateReset(table, entity, flag, epoch, now) })),
    ]);
    if (failed.length > 0) return AGAIN;
    // Nobody has so many flags but whom no limit has held; they are all reset before the deletion is answered.
    for (const flag of flags.slice(TOGETHER)) await resetState(table, entity, flag, epoch, now);
    return undefined;
  });
}
