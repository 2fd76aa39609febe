import { type Attributes, type EntityRef, entityKey } from "../../domain/entity.ts";
import { keptText } from "../../domain/find.ts";
import { compareUtf8 } from "../../domain/text.ts";
import { chunks } from "../../table/batch.ts";
import { FIND_SHARDS, findPartition, findRange, parseFindSort } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { getEntities } from "../entities/entities.ts";
import { textsOf } from "./names.ts";

export interface Found {
  readonly entity: EntityRef;
  readonly attributes: Attributes;
}

/** I2. By matching text, then id, each entity once. One query a shard; rows of former names are skipped. */
export async function findEntities(
  table: Table,
  type: string,
  prefix: string,
  limit: number,
): Promise<readonly Found[]> {
  const ids = await matching(table, type, keptText(prefix), limit);
  const found: Found[] = [];
  for (const some of chunks(ids, limit)) {
    const refs = some.map((id) => ({ model_type: type, id }));
    const entities = await getEntities(table, refs, false);
    for (const entity of refs) {
      const attributes = entities.get(entityKey(entity))?.attributes;
      if (attributes === undefined) continue;
      if (textsOf(entity, attributes).some((text) => text.startsWith(prefix)))
        found.push({ entity, attributes });
    }
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** Ids of at least `limit` matching entities in order, or all. */
async function matching(table: Table, type: string, prefix: string, limit: number): Promise<string[]> {
  const shards = Array.from({ length: FIND_SHARDS }, (_none, shard) =>
    // Both texts of an entity may match.
    query(table, findPartition(type, prefix, shard), { range: findRange(prefix), limit: 2 * limit }),
  );
  const rows = (await Promise.all(shards)).flat().map(({ sk }) => parseFindSort(String(sk)));
  rows.sort((a, b) => compareUtf8(a.text, b.text) || compareUtf8(a.id, b.id));
  return [...new Set(rows.map(({ id }) => id))];
}
