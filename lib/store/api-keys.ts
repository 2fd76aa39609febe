import { createHash } from "node:crypto";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { apiKeyKey } from "./keys.ts";
import type { Table } from "./table.ts";
import { write } from "./write.ts";

/** A service that may call. The key itself is never stored. */
export interface ApiKey {
  readonly name: string;
  readonly scopes: readonly ("read" | "write")[];
}

const storedKey = z.object({ name: z.string(), scopes: z.array(z.enum(["read", "write"])) });

/** Keys are 256 random bits, so that a plain hash is enough: there is nothing to guess. */
const hashOf = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** K1. The service behind a key, or `undefined`. */
export async function getApiKey(table: Table, key: string): Promise<ApiKey | undefined> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: apiKeyKey(hashOf(key)) }));
  return Item && storedKey.parse(Item);
}

/** K2. Stores a service's key, or its new name and scopes. */
export async function putApiKey(table: Table, key: string, { name, scopes }: ApiKey): Promise<void> {
  const Item = { ...apiKeyKey(hashOf(key)), name, scopes };
  await write(table, new PutCommand({ TableName: table.name, Item }));
}
