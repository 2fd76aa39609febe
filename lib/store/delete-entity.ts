import type { EntityRef } from "../domain/entity.ts";
import { flagsOf } from "./edges.ts";
import { type StoredEntity, beginEpoch, getStored } from "./entities.ts";
import { resetState, stateReset } from "./feed-state.ts";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";
import { tryTransact } from "./transact.ts";

/** Flags whose states are reset in one transaction with the entity: it has at most a hundred writes. */
const TOGETHER = 99;

/** Lets a deletion pass or not, once it has seen what is stored. */
export interface DeletionGuard {
  /** The text of its precondition. */
  readonly condition: string;
  /** May throw. @returns true where this very request has deleted it already */
  check(stored: StoredEntity): boolean;
}

/**
 * E6. Deletes an entity: its next epoch begins, so that all that was stored of it is gone for readers at once, its own
 * feeds included. What remains in the table is removed by `removeRemains`.
 */
export async function deleteEntity(table: Table, entity: EntityRef, now: number, guard?: DeletionGuard): Promise<void> {
  await withBackoff(async () => {
    const stored = await getStored(table, entity);
    if (guard?.check(stored) === true) return undefined;
    const epoch = stored.epoch + 1;
    const flags = await flagsOf(table, entity);
    const failed = await tryTransact(table, [
      { Update: beginEpoch(table, entity, epoch, guard && { stored, condition: guard.condition }) },
      ...flags.slice(0, TOGETHER).map((flag) => ({ Update: stateReset(table, entity, flag, epoch, now) })),
    ]);
    if (failed === AGAIN || failed.length > 0) return AGAIN;
    // Nobody has so many flags but whom no limit has held; they are all reset before the deletion is answered.
    for (const flag of flags.slice(TOGETHER)) await resetState(table, entity, flag, epoch, now);
    return undefined;
  });
}
