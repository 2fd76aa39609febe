import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { NAMED_ATTRIBUTE } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { entityItemKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { announceKeys } from "../streams/shards.ts";
import { getStored } from "./entities.ts";

/**
 * E11. Spreads an entity's next actions over more keys of the indexes: posts use them only when all readers
 * know of them, and no call is left that changes the entity without waiting until it is forgotten. May be
 * repeated; fewer keys change nothing. @returns false where nothing is stored of the entity
 */
export async function spreadEntity(table: Table, entity: EntityRef, keys: number): Promise<boolean> {
  const isThere = await setKeys(table, entity, {
    spread: "if_not_exists(spread, :keys)",
    keys: 1,
    condition: "attribute_exists(pk)",
  });
  if (!isThere) return false;
  await announceKeys(table, entity, keys);
  if ((await getStored(table, entity)).keys >= keys) return true;
  await table.nondeterminism.sleep(table.limits.keysUsedAfter);
  await setKeys(table, entity, { spread: ":keys", keys, condition: "spread < :keys" });
  return true;
}

interface Setting {
  readonly spread: string;
  readonly keys: number;
  readonly condition: string;
}

/** Marked as renamed, because such records reach `spreads`. */
const setKeys = (table: Table, entity: EntityRef, { spread, keys, condition }: Setting): Promise<boolean> =>
  writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      UpdateExpression: `SET spread = ${spread}, ${NAMED_ATTRIBUTE} = :true`,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ":keys": keys, ":true": true },
    }),
  );
