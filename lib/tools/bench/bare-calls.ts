import { randomUUID } from "node:crypto";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type StoredAction, newEntry } from "../../domain/action.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { toTimestamp } from "../../domain/time.ts";
import { actionItem } from "../../store/actions/action-item.ts";
import { entityItemKey, feedPartition } from "../../table/keys.ts";
import { user } from "./seed.ts";

export const READER = user("reader");
export const DESCRIPTION = "x".repeat(230);
const REPOSITORY = { model_type: "repository", id: "crython" };
/** A page of 25, one more to know whether another follows, and the feed's state. */
const PAGE_ITEMS = 27;

interface Bare {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** A table with the SDK's client as it is published. */
export const openBare = (name: string, config: DynamoDBClientConfig): Bare => ({
  client: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
  name,
});

export function entryAt(time: number) {
  const body = { actor: { ...READER }, verb: "pushed", public: true, description: DESCRIPTION };
  return newEntry(randomUUID(), toTimestamp(time), { ...body, target: { ...REPOSITORY } });
}

export const barePage = ({ client, name }: Bare) =>
  client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": feedPartition(READER, DEFAULT_FLAG) },
      ScanIndexForward: false,
      Limit: PAGE_ITEMS,
    }),
  );

export function barePut({ client, name }: Bare) {
  const now = Date.now();
  const action: StoredAction = { ...entryAt(now), fingerprint: "x".repeat(22) };
  return client.send(
    new PutCommand({
      TableName: name,
      Item: actionItem(action, now),
      ConditionExpression: "attribute_not_exists(pk)",
    }),
  );
}

/** The database calls of a post: reading the entities that it names, and the write. */
export async function barePost(table: Bare): Promise<void> {
  const Keys = [READER, REPOSITORY].map(entityItemKey);
  await table.client.send(
    new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ConsistentRead: true } } }),
  );
  await barePut(table);
}
