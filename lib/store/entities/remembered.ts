import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { remembered } from "../../table/recall.ts";
import type { Table } from "../../table/table.ts";
import { type StoredEntity, getEntities } from "./entities.ts";

const nameOf = (entity: EntityRef): string => `entity ${entityKey(entity)}`;

/**
 * E10. As `getEntities`, read consistently; one that is spread over keys may be remembered for a moment. Who
 * changes what posts take from it waits with the answer (`untilForgotten`).
 */
export async function recallEntities(
  table: Table,
  entities: readonly EntityRef[],
): Promise<Map<string, StoredEntity>> {
  const since = table.nondeterminism.clock();
  const kept = entities.flatMap((entity): [string, StoredEntity][] => {
    const found = remembered(table, nameOf(entity), table.limits.spreadRemembered);
    return found === undefined ? [] : [[entityKey(entity), found.value as StoredEntity]];
  });
  const known = new Map(kept);
  const unknown = entities.filter((entity) => !known.has(entityKey(entity)));
  for (const [key, stored] of await getEntities(table, unknown, true)) known.set(key, stored);
  for (const entity of unknown) {
    const value = known.get(entityKey(entity));
    if (value !== undefined && value.keys > 1) table.memory.keep(nameOf(entity), { since, value });
  }
  return known;
}

/** Has the next post read an entity anew. */
export const forget = ({ memory }: Pick<Table, "memory">, entity: EntityRef): void =>
  memory.forget(nameOf(entity));

/** Waits until no function remembers an entity as it was. Of most entities nobody remembers anything. */
export async function untilForgotten(
  { limits, nondeterminism }: Pick<Table, "limits" | "nondeterminism">,
  { keys }: Pick<StoredEntity, "keys">,
): Promise<void> {
  if (keys > 0) await nondeterminism.sleep(limits.spreadForgotten);
}
