import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type Attributes, type EntityRef, entityKey } from "../domain/entity.ts";
import type { Epoch, Epochs } from "../domain/epoch.ts";
import { DEFAULT_FLAG } from "../domain/follow.ts";
import { batchGet } from "./batch.ts";
import { hasFollows } from "./edges.ts";
import { parseState } from "./feed-state.ts";
import { entityItemKey, feedStateKey } from "./keys.ts";
import type { Table } from "./table.ts";
import { write, writeIf } from "./write.ts";

const storedEntity = z.object({
  pk: z.string(),
  attributes: z.optional(z.string()),
  epoch: z._default(z.int(), 0),
  followers: z._default(z.int(), 0),
  deleting: z._default(z.boolean(), false),
  /** Absent while its actions are pushed. `switching`: pushed still, while its followers' states are told. */
  pull_mode: z.optional(z.enum(["switching", "pull"])),
  /** Tells this switch from every other. */
  switch_id: z.optional(z.string()),
});

/** What is stored of an entity. */
export interface StoredEntity {
  /** None: nobody has described it since it was last deleted. */
  readonly attributes: Attributes | undefined;
  readonly epoch: Epoch;
  /** Of the flag `following`, counted from the table's stream. */
  readonly followers: number;
  /** Whether things of its earlier epochs are still being removed. */
  readonly deleting: boolean;
  /** How its actions reach its followers' feeds; `switching` is push, while everybody is told to pull. */
  readonly mode: Mode;
  readonly switchId: string | undefined;
}

export type Mode = "push" | "switching" | "pull";

const NOTHING: StoredEntity = {
  attributes: undefined,
  epoch: 0,
  followers: 0,
  deleting: false,
  mode: "push",
  switchId: undefined,
};

export function parseEntity(item: unknown): StoredEntity {
  const {
    attributes: text,
    pull_mode: mode = "push",
    switch_id: switchId,
    epoch,
    followers,
    deleting,
  } = storedEntity.parse(item);
  const attributes = text === undefined ? undefined : (JSON.parse(text) as Attributes);
  return { attributes, epoch, followers, deleting, mode, switchId };
}

/** E1. Many entities by `entityKey`; those of which nothing is stored are absent. */
export async function getEntities(
  table: Table,
  entities: readonly EntityRef[],
  consistent: boolean,
): Promise<Map<string, StoredEntity>> {
  const byPk = new Map(entities.map((entity) => [entityItemKey(entity).pk, entity]));
  const items = await batchGet(table, [...byPk.values()].map(entityItemKey), consistent);
  return new Map(items.map((item) => [entityKey(byPk.get(item["pk"] as string) as EntityRef), parseEntity(item)]));
}

export const epochsOf = (entities: ReadonlyMap<string, StoredEntity>): Epochs =>
  new Map([...entities].map(([key, { epoch }]) => [key, epoch]));

/** E2. One entity's epoch, read eventually consistently. */
export async function getEpoch(table: Table, entity: EntityRef): Promise<Epoch> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: entityItemKey(entity) }));
  return Item === undefined ? 0 : parseEntity(Item).epoch;
}

/**
 * The write that stores an entity's attributes, for a transaction, if it is still as it was read. Counters beside them
 * stay.
 */
export function putAttributes(table: Table, entity: EntityRef, after: Attributes, read: StoredEntity | undefined) {
  const { attributes: before, epoch } = read ?? NOTHING;
  const conditions = [
    before === undefined ? "attribute_not_exists(attributes)" : "attributes = :before",
    epoch === 0 ? "attribute_not_exists(epoch)" : "epoch = :epoch",
  ];
  return {
    TableName: table.name,
    Key: entityItemKey(entity),
    UpdateExpression: "SET attributes = :after",
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: {
      ":after": JSON.stringify(after),
      ...(before !== undefined && { ":before": JSON.stringify(before) }),
      ...(epoch > 0 && { ":epoch": epoch }),
    },
  };
}

/** E3. Stores an entity's attributes in place of what it had. @returns whether it had none */
export async function putEntity(table: Table, entity: EntityRef, attributes: Attributes): Promise<boolean> {
  const { Attributes: old } = await write(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      UpdateExpression: "SET attributes = :attributes",
      ExpressionAttributeValues: { ":attributes": JSON.stringify(attributes) },
      ReturnValues: "ALL_OLD",
    }),
  );
  return old?.["attributes"] === undefined;
}

/** An entity with its counts. */
export interface CountedEntity {
  readonly attributes: Attributes;
  readonly followers: number;
  readonly following: number;
}

/** E4. An entity and its counts, read consistently; `undefined` while neither attributes nor follows of it are stored. */
export async function getEntity(table: Table, entity: EntityRef): Promise<CountedEntity | undefined> {
  const [key, stateKey] = [entityItemKey(entity), feedStateKey(entity, DEFAULT_FLAG)];
  const items = await batchGet(table, [key, stateKey], true);
  const find = (pk: string) => items.find((item) => item["pk"] === pk);
  const [item, stateItem] = [find(key.pk), find(stateKey.pk)];
  const stored = item === undefined ? NOTHING : parseEntity(item);
  const state = stateItem && parseState(stateItem);
  const following = state?.epoch === stored.epoch ? state.follows : 0;
  const { attributes = {}, followers } = stored;
  const isKnown = stored.attributes !== undefined || followers + following > 0 || (await hasFollows(table, entity, stored.epoch));
  return isKnown ? { attributes, followers, following } : undefined;
}

/**
 * The write that begins an entity's next epoch, for a transaction: all that was stored of it is gone at once.
 * `deleting` stays until what remains in the table has been removed.
 */
export function beginEpoch(table: Table, entity: EntityRef, epoch: Epoch) {
  return {
    TableName: table.name,
    Key: entityItemKey(entity),
    UpdateExpression: "SET epoch = :next, deleting = :true REMOVE attributes, followers, pull_mode, switch_id",
    ConditionExpression: epoch === 1 ? "attribute_not_exists(epoch)" : "epoch = :before",
    ExpressionAttributeValues: { ":next": epoch, ":true": true, ...(epoch > 1 && { ":before": epoch - 1 }) },
  };
}

/** E5. Notes that nothing of earlier epochs is left, unless a later deletion has begun. */
export async function endDeletion(table: Table, entity: EntityRef, epoch: Epoch): Promise<void> {
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: entityItemKey(entity),
      UpdateExpression: "REMOVE deleting",
      ConditionExpression: "epoch = :epoch",
      ExpressionAttributeValues: { ":epoch": epoch },
    }),
  );
}
