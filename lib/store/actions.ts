import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { ACTION_KIND, TTL_ATTRIBUTE } from "../contract/table.ts";
import { type ActionBody, type StoredAction, entryId, rolesOf } from "../domain/action.ts";
import { isLive } from "../domain/epoch.ts";
import { DAY } from "../domain/time.ts";
import { actionItem, changingAttributes, isAction, parseAction } from "./action-item.ts";
import { batchGet } from "./batch.ts";
import { epochsOf, getEntities } from "./entities.ts";
import { actionKey } from "./keys.ts";
import type { Table } from "./table.ts";
import { write, writeIf } from "./write.ts";

/** How long a deleted action's id stays spent, so that a late retraction never meets a stranger under the same id. */
const TOMBSTONE_LIFE = 60 * DAY;

/** What lies under an action's id. */
export type Occupant =
  | { readonly kind: "action"; readonly action: StoredAction }
  | { readonly kind: "tombstone" }
  | { readonly kind: "idempotency"; readonly fingerprint: string; readonly actionId: string };

const NEW = "attribute_not_exists(pk)";

/** A1. Stores a new action. @returns what holds the id already, or `undefined` when it is stored */
export async function createAction(table: Table, action: StoredAction, now: number): Promise<Occupant | undefined> {
  try {
    await write(
      table,
      new PutCommand({
        ...putNewAction(table, action, now),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) {
      return occupant(unmarshall(error.Item));
    }
    throw error;
  }
}

/** The write of a new action, also for transactions. */
export function putNewAction(table: Table, action: StoredAction, now: number) {
  return { TableName: table.name, Item: actionItem(action, now), ConditionExpression: NEW };
}

/** The write that reserves an idempotency key for an action whose id the client chose. */
export function putIdempotencyKey(table: Table, keyId: string, action: StoredAction, now: number) {
  const item = {
    ...actionKey(keyId),
    kind: ACTION_KIND.idempotency,
    fingerprint: action.fingerprint,
    action_id: entryId(action),
    [TTL_ATTRIBUTE]: seconds(now + TOMBSTONE_LIFE),
  };
  return { TableName: table.name, Item: item, ConditionExpression: NEW };
}

/** A2. What lies under an id now, read consistently. */
export async function getOccupant(table: Table, id: string): Promise<Occupant | undefined> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: actionKey(id), ConsistentRead: true }));
  return Item && occupant(Item);
}

/** A2. The action as it is now, `undefined` where there is none (any more). */
export async function getAction(table: Table, id: string): Promise<StoredAction | undefined> {
  const found = await getOccupant(table, id);
  return found?.kind === "action" ? found.action : undefined;
}

/** A6. The action, unless one of its entities has been deleted since: then it is gone, be it removed yet or not. */
export async function getLiveAction(table: Table, id: string): Promise<StoredAction | undefined> {
  const action = await getAction(table, id);
  if (action === undefined) return undefined;
  const entities = await getEntities(table, Object.values(rolesOf(action.body)), true);
  return isLive(action, epochsOf(entities)) ? action : undefined;
}

/** A3. Many actions as they are now; those that are gone are absent. */
export async function getActions(table: Table, ids: readonly string[], consistent: boolean): Promise<Map<string, StoredAction>> {
  const items = await batchGet(table, ids.map(actionKey), consistent);
  return new Map(
    items
      .filter(isAction)
      .map((item) => parseAction(item))
      .map((action) => [entryId(action), action]),
  );
}

/**
 * A4. Deletes an action that is still at this version, leaving a tombstone without index keys.
 * @returns false where it has changed since
 */
export async function deleteAction(table: Table, action: StoredAction, now: number): Promise<boolean> {
  return writeIf(
    table,
    new PutCommand({
      TableName: table.name,
      Item: {
        ...actionKey(entryId(action)),
        kind: ACTION_KIND.tombstone,
        [TTL_ATTRIBUTE]: seconds(now + TOMBSTONE_LIFE),
      },
      ConditionExpression: "version = :version",
      ExpressionAttributeValues: { ":version": action.version },
    }),
  );
}

/**
 * A5. Changes what an action says, if it is still at this version; a private one moves to index partitions of its own.
 * @returns the action as it is now, or undefined where it has changed since
 */
export async function updateAction(table: Table, action: StoredAction, body: ActionBody): Promise<StoredAction | undefined> {
  const changed: StoredAction = { ...action, version: action.version + 1, body };
  const values = Object.entries(changingAttributes(changed)).filter(([, value]) => value !== undefined);
  const done = await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: actionKey(entryId(action)),
      UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: "#version = :held",
      ExpressionAttributeNames: Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ":held": action.version,
        ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      },
    }),
  );
  return done ? changed : undefined;
}

function occupant(item: Record<string, unknown>): Occupant {
  if (isAction(item)) return { kind: "action", action: parseAction(item) };
  if (item["kind"] !== ACTION_KIND.idempotency) return { kind: "tombstone" };
  return {
    kind: "idempotency",
    fingerprint: String(item["fingerprint"]),
    actionId: String(item["action_id"]),
  };
}

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);
