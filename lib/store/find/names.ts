import { type EntityRef, entityKey, snapshot } from "../../domain/entity.ts";
import { findTexts, keptText } from "../../domain/find.ts";
import { batchWrite } from "../../table/batch.ts";
import { type Key, findKey, findRefOf, parseFindSort } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { type StoredEntity, getEntities, getStored, parseEntity } from "../entities/entities.ts";

/** The texts that find an entity; none until somebody describes it. */
export const textsOf = (entity: EntityRef, attributes: StoredEntity["attributes"]): string[] =>
  attributes === undefined ? [] : findTexts(snapshot(entity, attributes));

const keptOf = (entity: EntityRef, attributes: StoredEntity["attributes"]): string[] => [
  ...new Set(textsOf(entity, attributes).map(keptText)),
];

export type EntityChange = readonly [old: unknown, now: unknown];

/**
 * I1. Updates an entity's rows to its names. Changes only say which texts came or went; without any, nothing
 * is read. It repeats until nothing has changed meanwhile, so that a late call leaves no old name.
 */
export async function nameEntity(
  table: Table,
  entity: EntityRef,
  changes: readonly EntityChange[],
): Promise<void> {
  const told = changes.map((change) => change.map((item) => keptOfItem(entity, item)));
  const moved = told.flatMap(([old = [], now = []]) => [...without(old, now), ...without(now, old)]);
  if (moved.length === 0) return;
  for (let last: string | undefined; ;) {
    const { attributes, revision, incarnation } = await getStored(table, entity);
    const state = `${incarnation} ${revision ?? ""}`;
    if (state === last) return;
    const gone = without(moved, keptOf(entity, attributes));
    await batchWrite(table, rows(entity, without(moved, gone)), rows(entity, gone));
    last = state;
  }
}

const keptOfItem = (entity: EntityRef, item: unknown): string[] =>
  item === undefined ? [] : keptOf(entity, parseEntity(item).attributes);

const without = (texts: readonly string[], others: readonly string[]): string[] => [
  ...new Set(texts.filter((text) => !others.includes(text))),
];

/** Keys only: a search reads the entities themselves. */
const rows = (entity: EntityRef, texts: readonly string[]) =>
  texts.map((text) => ({ ...findKey(entity, text) }));

interface Restored extends Pick<StoredEntity, "attributes"> {
  readonly entity: EntityRef;
}

/** I3. For a restore: removes rows of wrong names, and writes those of these entities. */
export async function mendNames(
  table: Table,
  found: readonly Key[],
  entities: readonly Restored[],
): Promise<void> {
  const stored = await getEntities(table, found.map(findRefOf), true);
  const gone = found.filter((row) => {
    const ref = findRefOf(row);
    return !keptOf(ref, stored.get(entityKey(ref))?.attributes).includes(parseFindSort(row.sk).text);
  });
  const wanted = entities.flatMap(({ entity, attributes }) => rows(entity, keptOf(entity, attributes)));
  await batchWrite(table, wanted, gone);
}
