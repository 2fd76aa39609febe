import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { secretKey } from "./keys.ts";
import type { Table } from "./table.ts";
import { write } from "./write.ts";

const known = new Map<string, Promise<string>>();

/**
 * X1. A random secret of this deployment, made by whoever needs it first and remembered for the life of the function.
 * It lives in the table, which is encrypted at rest: a secret store would cost a monthly fee and a permission more.
 */
export function secret(table: Table, name: string): Promise<string> {
  const cacheKey = `${table.name}/${name}`;
  const found = known.get(cacheKey) ?? readOrMake(table, name);
  known.set(cacheKey, found);
  // A failed read must not be remembered.
  found.catch(() => known.delete(cacheKey));
  return found;
}

async function readOrMake(table: Table, name: string): Promise<string> {
  const stored = await read(table, name);
  if (stored !== undefined) return stored;
  const value = randomBytes(32).toString("base64url");
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
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: secretKey(name), ConsistentRead: true }));
  return Item?.["value"] as string | undefined;
}
