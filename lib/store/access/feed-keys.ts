import { entityKey } from "../../domain/entity.ts";
import { type KeyOwner, MOST_FEED_KEYS, endOf, forgottenAt } from "../../domain/feed-key.ts";
import { toTimestamp } from "../../domain/time.ts";
import { batchGet } from "../../table/batch.ts";
import { feedKeyKey, feedKeySlotKey, feedKeySlots } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";
import { getStored } from "../entities/entities.ts";
import { hasApiKey } from "./api-keys.ts";
import { type FeedKey, expiryOf, feedKeyId, newFeedKeySecret, parseFeedKey } from "./feed-key-item.ts";
import { endFeedKey, getFeedKey } from "./feed-key-use.ts";

/** An owner's keys have numbered slots: concurrent requests cannot exceed the limit, one read finds all. */

type FeedKeyRequest = Pick<FeedKey, "owner" | "path" | "stream" | "name" | "expires" | "maker">;

interface MadeKey {
  readonly key: FeedKey;
  readonly secret: string;
}

/** K7. Makes a feed key. @returns `undefined` where its owner has too many */
export function createFeedKey(
  table: Table,
  request: FeedKeyRequest,
  now: number,
): Promise<MadeKey | undefined> {
  const secret = newFeedKeySecret();
  const id = feedKeyId(secret) as string;
  return withBackoff(table, async () => {
    const { slots, live, incarnation } = await ownedBy(table, request.owner, now);
    const held = new Set(live.map(({ slot }) => slot));
    const free = SLOTS.filter((slot) => !held.has(slot));
    const slot = free[Math.floor(table.nondeterminism.random() * free.length)];
    if (slot === undefined) return undefined;
    const key: FeedKey = { ...request, id, incarnation, slot, created: toTimestamp(now) };
    const failed = await tryTransact(table, [
      { Put: { TableName: table.name, Item: itemOf(key), ConditionExpression: "attribute_not_exists(pk)" } },
      { Put: { TableName: table.name, Item: slotOf(key), ...stillHolds(slots.get(slot)) } },
    ]);
    return failed !== AGAIN && failed.length === 0 ? { key, secret } : AGAIN;
  });
}

/** K8. An owner's live keys, in no order. */
export const listFeedKeys = async (table: Table, owner: KeyOwner, now: number): Promise<readonly FeedKey[]> =>
  (await ownedBy(table, owner, now)).live;

/** K9. Ends a key of this owner; may be repeated. @returns false where they have no such key */
export async function revokeFeedKey(
  table: Table,
  id: string,
  owner: KeyOwner,
  now: number,
): Promise<boolean> {
  const [key, incarnation] = await Promise.all([getFeedKey(table, id), incarnationOf(table, owner)]);
  if (
    key === undefined ||
    key.owner.key !== owner.key ||
    key.incarnation !== incarnation ||
    forgottenAt(key) <= now
  )
    return false;
  if (endOf(key) > now) await endFeedKey(table, key, now);
  return true;
}

const SLOTS = Array.from({ length: MOST_FEED_KEYS }, (_slot, index) => String(index).padStart(2, "0"));

async function ownedBy(table: Table, owner: KeyOwner, now: number) {
  const [rows, incarnation] = await Promise.all([
    query(table, feedKeySlots(owner.key), { consistent: true }),
    incarnationOf(table, owner),
  ]);
  const slots = new Map(rows.map((row) => [row["sk"] as string, row["id"] as string]));
  const found = slots.size === 0 ? [] : await batchGet(table, [...slots.values()].map(feedKeyKey), true);
  const keys = found.map(parseFeedKey).filter((key) => key.incarnation === incarnation && endOf(key) > now);
  const makers = [...new Set(keys.flatMap(({ maker }) => maker ?? []))];
  const known = new Set(
    await Promise.all(makers.map(async (maker) => ((await hasApiKey(table, maker)) ? maker : undefined))),
  );
  return { slots, incarnation, live: keys.filter(({ maker }) => maker === undefined || known.has(maker)) };
}

const incarnationOf = async (table: Table, { entity }: KeyOwner): Promise<number> =>
  entity === undefined ? 0 : (await getStored(table, entity)).incarnation;

const itemOf = ({ owner, incarnation: epoch, ...key }: FeedKey) => ({
  ...feedKeyKey(key.id),
  ...key,
  epoch,
  owner: owner.key,
  ...(owner.entity && { entity: entityKey(owner.entity) }),
  ...expiryOf(key),
});

const slotOf = (key: FeedKey) => ({
  ...feedKeySlotKey(key.owner.key, key.slot),
  id: key.id,
  ...expiryOf(key),
});

const stillHolds = (id: string | undefined) =>
  id === undefined
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": id } };
