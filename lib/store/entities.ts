import * as z from "zod";
import { type Attributes, type EntityRef, entityKey } from "../domain/entity.ts";
import { batchGet } from "./batch.ts";
import { entityItemKey } from "./keys.ts";
import type { Table } from "./table.ts";

const storedEntity = z.object({ pk: z.string(), attributes: z.string().optional() });

/** E1. The attributes of many entities by `entityKey`; those without any are absent. */
export async function getAttributes(
  table: Table,
  entities: readonly EntityRef[],
  consistent = false,
): Promise<Map<string, Attributes>> {
  const byPk = new Map(entities.map((entity) => [entityItemKey(entity).pk, entity]));
  const items = await batchGet(table, [...byPk.values()].map(entityItemKey), consistent);
  return new Map(
    items.flatMap((item): [string, Attributes][] => {
      const { pk, attributes } = storedEntity.parse(item);
      // An item may hold counters alone.
      return attributes === undefined ? [] : [[entityKey(byPk.get(pk) as EntityRef), JSON.parse(attributes) as Attributes]];
    }),
  );
}

/**
 * E2. The write that stores an entity's attributes, for a transaction, if they are still `before`. Counters beside them
 * stay.
 */
export function putAttributes(table: Table, entity: EntityRef, after: Attributes, before: Attributes | undefined) {
  return {
    TableName: table.name,
    Key: entityItemKey(entity),
    UpdateExpression: "SET attributes = :after",
    ConditionExpression: before === undefined ? "attribute_not_exists(attributes)" : "attributes = :before",
    ExpressionAttributeValues: {
      ":after": JSON.stringify(after),
      ...(before !== undefined && { ":before": JSON.stringify(before) }),
    },
  };
}
