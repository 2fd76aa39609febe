import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { isNoted } from "../../domain/feed-key.ts";
import { toTimestamp } from "../../domain/time.ts";
import { type Key, feedKeyKey, feedKeySlotKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { getIncarnation } from "../entities/entities.ts";
import { hasApiKey } from "./api-keys.ts";
import { type FeedKey, expiryOf, parseFeedKey } from "./feed-key-item.ts";

/** K6. A feed key by its id, read consistently: a new key works at once. */
export async function getFeedKey(table: Table, id: string): Promise<FeedKey | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: feedKeyKey(id), ConsistentRead: true }),
  );
  return Item && parseFeedKey(Item);
}

/** K11. Whether a key's owner was deleted, or the service key that made it was revoked. */
export async function isOrphan(table: Table, { owner, incarnation, maker }: FeedKey): Promise<boolean> {
  const [current, isKnown] = await Promise.all([
    owner.entity === undefined ? incarnation : getIncarnation(table, owner.entity),
    maker === undefined || hasApiKey(table, maker),
  ]);
  return current > incarnation || !isKnown;
}

/** K10. Stores that a key has ended; repeating it changes nothing. */
export async function endFeedKey(table: Table, key: FeedKey, now: number): Promise<void> {
  const revoked = toTimestamp(now);
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: feedKeyKey(key.id),
      UpdateExpression: `SET revoked = :revoked, ${TTL_ATTRIBUTE} = :expires`,
      ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(revoked)",
      ExpressionAttributeValues: {
        ":revoked": revoked,
        ":expires": expiryOf({ ...key, revoked })[TTL_ATTRIBUTE],
      },
    }),
  );
}

/** K12. Stores once a day that a key was used: it and its slot then expire later. */
export async function noteUse(table: Table, key: FeedKey, now: number): Promise<void> {
  if (!isNoted(key, now)) return;
  const last_used = toTimestamp(now);
  const expires = expiryOf({ ...key, last_used })[TTL_ATTRIBUTE];
  const keep = (Key: Key, set: string, condition: string, values: object) =>
    writeIf(
      table,
      new UpdateCommand({
        TableName: table.name,
        Key,
        UpdateExpression: `SET ${set}${TTL_ATTRIBUTE} = :expires`,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ":expires": expires, ...values },
      }),
    );
  await Promise.all([
    keep(feedKeyKey(key.id), "last_used = :now, ", "attribute_exists(pk) AND attribute_not_exists(revoked)", {
      ":now": last_used,
    }),
    keep(feedKeySlotKey(key.owner.key, key.slot), "", "id = :id", { ":id": key.id }),
  ]);
}
