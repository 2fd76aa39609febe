import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { ACTION_KIND, TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type ActionBody, type StoredAction, entryId, rolesOf } from "../../domain/action.ts";
import { entityKey } from "../../domain/entity.ts";
import { isLive } from "../../domain/incarnation.ts";
import { changedAction } from "../../domain/plans/patch.ts";
import type { Occupant } from "../../domain/plans/repeat.ts";
import type { Recipient } from "../../domain/recipients.ts";
import { DAY } from "../../domain/time.ts";
import { actionItem, changingAttributes, isAction, parseAction } from "./action-item.ts";
import { batchGet } from "../../table/batch.ts";
import type { BoundedAction } from "../entities/bounds.ts";
import { incarnationsOf, getEntities } from "../entities/entities.ts";
import { actionKey } from "../../table/keys.ts";
import { AGAIN } from "../../table/retry.ts";
import { type Table, traceIn } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";
import { tryWrite, tryWriteIf } from "../../table/write.ts";
import { putRecipients } from "./recipients.ts";

/** So long a deleted action's id stays taken: a late deletion never hits a new action with the same id. */
const TOMBSTONE_LIFE = 60 * DAY;

const NEW = "attribute_not_exists(pk)";

/** A1. Stores an action. @returns what has the id already, `undefined` when stored, or AGAIN as `tryWrite` */
export async function createAction(
  table: Table,
  action: BoundedAction,
  now: number,
): Promise<Occupant | typeof AGAIN | undefined> {
  const put = {
    ...putNewAction(table, action, now),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  } as const;
  try {
    return (await tryWrite(table, new PutCommand(put))) === AGAIN ? AGAIN : undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) {
      return occupant(unmarshall(error.Item));
    }
    throw error;
  }
}

/** The write of a new action, also for transactions. */
export function putNewAction(table: Table, action: BoundedAction, now: number) {
  return {
    TableName: table.name,
    Item: { ...actionItem(action, now), ...traceIn(table) },
    ConditionExpression: NEW,
  };
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

/** A7. Reserves an idempotency key alone. @returns false where it is taken, or a transaction is in the way */
export const reserveKey = async (
  table: Table,
  keyId: string,
  action: StoredAction,
  now: number,
): Promise<boolean> =>
  (await tryWriteIf(table, new PutCommand(putIdempotencyKey(table, keyId, action, now)))) === true;

/** A2. What an id stands for, read consistently. */
export async function getOccupant(table: Table, id: string): Promise<Occupant | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: actionKey(id), ConsistentRead: true }),
  );
  return Item && occupant(Item);
}

/** A2. The action as it is now, `undefined` if there is none. */
export async function getAction(table: Table, id: string): Promise<StoredAction | undefined> {
  const found = await getOccupant(table, id);
  return found?.kind === "action" ? found.action : undefined;
}

/** A6. Whether no entity of an action was deleted since; else it is gone, even if not removed yet. */
export async function isAlive(table: Table, action: StoredAction): Promise<boolean> {
  const entities = await getEntities(table, Object.values(rolesOf(action.body)), true);
  return isLive(action, incarnationsOf(entities));
}

/** A6. The action, unless it is gone. */
export async function getLiveAction(table: Table, id: string): Promise<StoredAction | undefined> {
  const action = await getAction(table, id);
  return action !== undefined && (await isAlive(table, action)) ? action : undefined;
}

/** A3. Many actions as they are now; those that are gone are absent. */
export async function getActions(
  table: Table,
  ids: readonly string[],
  consistent: boolean,
): Promise<Map<string, StoredAction>> {
  const items = await batchGet(table, ids.map(actionKey), consistent);
  return new Map(
    items
      .filter(isAction)
      .map((item) => parseAction(item))
      .map((action) => [entryId(action), action]),
  );
}

/** A4. Deletes this version, with a tombstone. @returns false: it changed, or a transaction is under way */
export async function deleteAction(
  table: Table,
  action: StoredAction,
  now: number,
  request?: { readonly condition: string | undefined },
): Promise<boolean> {
  const Item = {
    ...actionKey(entryId(action)),
    kind: ACTION_KIND.tombstone,
    ...traceIn(table),
    ...(request && { actor: entityKey(action.body.actor), condition: request.condition }),
    [TTL_ATTRIBUTE]: seconds(now + TOMBSTONE_LIFE),
  };
  const isHeld = {
    ConditionExpression: "version = :version",
    ExpressionAttributeValues: { ":version": action.version },
  };
  return (await tryWriteIf(table, new PutCommand({ TableName: table.name, Item, ...isHeld }))) === true;
}

/** A5. Changes this version; a private one moves partitions. @returns undefined where A4 returns false */
export async function updateAction(
  table: Table,
  action: StoredAction,
  body: ActionBody,
  to?: readonly Recipient[],
): Promise<StoredAction | undefined> {
  const changed = changedAction(action, body);
  const change = table.nondeterminism.nonce();
  const values = Object.entries({ ...changingAttributes(changed), ...traceIn(table), change }).filter(
    ([, value]) => value !== undefined,
  );
  const update = {
    TableName: table.name,
    Key: actionKey(entryId(action)),
    UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(", ")}`,
    ConditionExpression: "#version = :held",
    ExpressionAttributeNames: Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ":held": action.version,
      ...Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
    },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
  const beside = besideOf(table, action, body, to);
  if (beside !== undefined) {
    const failed = await tryTransact(table, [{ Update: update }, beside]);
    return failed !== AGAIN && failed.length === 0 ? changed : undefined;
  }
  try {
    return (await tryWrite(table, new UpdateCommand(update))) === AGAIN ? undefined : changed;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The SDK repeated a call after losing its answer: this change is stored.
    return error.Item?.["change"]?.S === change ? changed : undefined;
  }
}

function besideOf(
  table: Table,
  { body: before, ...action }: StoredAction,
  body: ActionBody,
  to?: readonly Recipient[],
) {
  // A shorter list is emptied, not deleted: its change record names those who were notified.
  const wasMany = before.to_many === true && body.to_many === undefined;
  if (to === undefined || !(body.to_many === true || wasMany)) return undefined;
  return { Put: putRecipients(table, { ...action, body }, wasMany ? [] : to) };
}

function occupant(item: Record<string, unknown>): Occupant {
  if (isAction(item)) return { kind: "action", action: parseAction(item) };
  if (item["kind"] !== ACTION_KIND.idempotency) {
    const { actor, condition } = item as Partial<Record<string, string>>;
    return { kind: "tombstone", actor, condition };
  }
  return {
    kind: "idempotency",
    fingerprint: String(item["fingerprint"]),
    actionId: String(item["action_id"]),
  };
}

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);
