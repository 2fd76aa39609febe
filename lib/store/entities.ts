import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type Attributes, type EntityRef, entityKey } from "../domain/entity.ts";
import type { Epoch, Epochs } from "../domain/epoch.ts";
import { DEFAULT_FLAG } from "../domain/follow.ts";
import { batchGet } from "./batch.ts";
import { hasFollows } from "./edges.ts";
import { parseState } from "./feed-state.ts";
import { entityItemKey, feedStateKey } from "./keys.ts";
import { outside } from "./outside.ts";
import { AGAIN, withBackoff } from "./retry.ts";
import { type Table, traceIn } from "./table.ts";
import { tryWriteIf, write, writeIf } from "./write.ts";

const storedEntity = z.object({
  pk: z.string(),
  attributes: z.optional(z.string()),
  epoch: z._default(z.int(), 0),
  followers: z._default(z.int(), 0),
  deleting: z._default(z.boolean(), false),
  revision: z.optional(z.string()),
  deletion_condition: z.optional(z.string()),
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
  /** Changes with every write of attributes, whatever is written. None: nothing was written in this epoch. */
  readonly revision: string | undefined;
  /** The precondition of the request that deleted it last. */
  readonly deletionCondition: string | undefined;
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
  revision: undefined,
  deletionCondition: undefined,
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
    deletion_condition: deletionCondition,
    epoch,
    followers,
    deleting,
    revision,
  } = storedEntity.parse(item);
  const attributes = text === undefined ? undefined : (JSON.parse(text) as Attributes);
  return { attributes, epoch, revision, deletionCondition, followers, deleting, mode, switchId };
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
    UpdateExpression: "SET attributes = :after, revision = :revision",
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: {
      ":after": JSON.stringify(after),
      ":revision": outside.nonce(),
      ...(before !== undefined && { ":before": JSON.stringify(before) }),
      ...(epoch > 0 && { ":epoch": epoch }),
    },
  };
}

/** What a PUT has made of an entity. */
interface PutDone {
  readonly revision: string;
  /** Whether it had no attributes. */
  readonly isNew: boolean;
}

/** E3. Stores an entity's attributes in place of what it had. */
export async function putEntity(table: Table, entity: EntityRef, attributes: Attributes): Promise<PutDone> {
  const revision = outside.nonce();
  const { Attributes: old } = await write(
    table,
    new UpdateCommand({ ...put(table, entity, attributes, revision), ReturnValues: "ALL_OLD" }),
  );
  return { revision, isNew: old?.["attributes"] === undefined };
}

/**
 * E3. The same where `check` lets it pass: it sees what is stored, and may throw. Nothing is written between the two.
 */
export async function putEntityIf(
  table: Table,
  entity: EntityRef,
  attributes: Attributes,
  check: (stored: StoredEntity) => void,
): Promise<PutDone> {
  const revision = outside.nonce();
  let isNew = false;
  return withBackoff(async () => {
    const stored = await getStored(table, entity);
    // The SDK had repeated a call whose answer was lost: this very revision is stored.
    if (stored.revision === revision) return { revision, isNew };
    check(stored);
    isNew = stored.attributes === undefined;
    const { condition, values } = unchanged(stored);
    const command = put(table, entity, attributes, revision);
    const isDone = await tryWriteIf(
      table,
      new UpdateCommand({
        ...command,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...command.ExpressionAttributeValues, ...values },
      }),
    );
    return isDone === true ? { revision, isNew } : AGAIN;
  });
}

const put = (table: Table, entity: EntityRef, attributes: Attributes, revision: string) => ({
  TableName: table.name,
  Key: entityItemKey(entity),
  UpdateExpression: "SET attributes = :attributes, revision = :revision",
  ExpressionAttributeValues: { ":attributes": JSON.stringify(attributes), ":revision": revision },
});

/** E1. What is stored of one entity, read consistently; nothing, where nothing is. */
export async function getStored(table: Table, entity: EntityRef): Promise<StoredEntity> {
  return (await getEntities(table, [entity], true)).get(entityKey(entity)) ?? NOTHING;
}

/** That nobody has written attributes since they were read, or deleted the entity. */
function unchanged({ epoch, revision }: StoredEntity) {
  const conditions = [
    epoch === 0 ? "attribute_not_exists(epoch)" : "epoch = :read_epoch",
    revision === undefined ? "attribute_not_exists(revision)" : "revision = :read_revision",
  ];
  const values = { ...(epoch > 0 && { ":read_epoch": epoch }), ...(revision !== undefined && { ":read_revision": revision }) };
  return { condition: conditions.join(" AND "), values };
}

/** An entity with its counts. */
export interface CountedEntity extends Pick<StoredEntity, "epoch" | "revision"> {
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
  const { attributes = {}, followers, epoch, revision } = stored;
  const isKnown = stored.attributes !== undefined || followers + following > 0 || (await hasFollows(table, entity, stored.epoch));
  return isKnown ? { attributes, followers, following, epoch, revision } : undefined;
}

/** A deletion under a precondition. */
interface ConditionalDeletion {
  /** What was read when it held. */
  readonly stored: StoredEntity;
  /** Its text, so that the same request is known when it comes again. */
  readonly condition: string;
}

/**
 * The write that begins an entity's next epoch, for a transaction: all that was stored of it is gone at once.
 * `deleting` stays until what remains in the table has been removed.
 */
export function beginEpoch(table: Table, entity: EntityRef, epoch: Epoch, deletion?: ConditionalDeletion) {
  const held = deletion && unchanged(deletion.stored);
  const traced = Object.entries(traceIn(table));
  const condition = epoch === 1 ? "attribute_not_exists(epoch)" : "epoch = :before";
  const gone = ["attributes", "followers", "pull_mode", "switch_id", "revision"];
  if (deletion === undefined) gone.push("deletion_condition");
  const set = ["epoch = :next", "deleting = :true", ...traced.map(([name]) => `${name} = :${name}`)];
  if (deletion !== undefined) set.push("deletion_condition = :deletion");
  return {
    TableName: table.name,
    Key: entityItemKey(entity),
    UpdateExpression: `SET ${set.join(", ")} REMOVE ${gone.join(", ")}`,
    ConditionExpression: [condition, ...(held ? [held.condition] : [])].join(" AND "),
    ExpressionAttributeValues: {
      ":next": epoch,
      ":true": true,
      ...(epoch > 1 && { ":before": epoch - 1 }),
      ...(deletion && { ":deletion": deletion.condition }),
      ...held?.values,
      ...Object.fromEntries(traced.map(([name, value]) => [`:${name}`, value])),
    },
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
