import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { SECOND } from "../../domain/time.ts";
import { secretKey } from "../../table/keys.ts";
import { recall } from "../../table/recall.ts";
import type { Table } from "../../table/table.ts";
import { write } from "../../table/write.ts";

const REMEMBERED = 300 * SECOND;

/** X1. A random secret, made on first use and cached for 5 minutes; a secret store costs a monthly fee. */
export const secret = (table: Table, name: string): Promise<string> =>
  recall(table, `secret ${name}`, REMEMBERED, () => readOrMake(table, name));

/** X2. Puts a new secret in the place of an old one. */
export async function renewSecret(table: Table, name: string): Promise<void> {
  await write(
    table,
    new PutCommand({ TableName: table.name, Item: { ...secretKey(name), value: newSecret() } }),
  );
}

const newSecret = (): string => randomBytes(32).toString("base64url");

async function readOrMake(table: Table, name: string): Promise<string> {
  const stored = await read(table, name);
  if (stored !== undefined) return stored;
  const value = newSecret();
  try {
    await write(
      table,
      new PutCommand({
        TableName: table.name,
        Item: { ...secretKey(name), value },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    return value;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (await read(table, name)) as string;
  }
}

async function read(table: Table, name: string): Promise<string | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: secretKey(name), ConsistentRead: true }),
  );
  return Item?.["value"] as string | undefined;
}
