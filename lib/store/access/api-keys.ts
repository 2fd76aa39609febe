import { createHash, randomBytes } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { toTimestamp } from "../../domain/time.ts";
import { apiKeyKey, apiKeyNameKey, apiKeyNames } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import { transact, tryTransact } from "../../table/transact.ts";

/** Service keys are two items that change together, by hash and by name. The key itself is never stored. */

export const KEY_PREFIX = "trib_";

export interface ApiKey {
  readonly name: string;
  readonly scopes: readonly ("read" | "write")[];
}

export interface NamedKey extends ApiKey {
  readonly created: string;
}

const byHash = z.object({ name: z.string(), scopes: z.array(z.enum(["read", "write"])) });
const byName = z.extend(byHash, { hash: z.string(), created: z.string() });
const listed = z.omit(byName, { hash: true });

/** Keys are 256 random bits, so a plain hash is enough. */
export const hashOf = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** K1. The service of a key, or `undefined`. A revoked one is found while a replica lags, about a second. */
export async function getApiKey(table: Table, key: string): Promise<ApiKey | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: apiKeyKey(hashOf(key)) }),
  );
  return Item && byHash.parse(Item);
}

/** K1. Whether the key with this hash is still valid. */
export async function hasApiKey(table: Table, hash: string): Promise<boolean> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: apiKeyKey(hash) }));
  return Item !== undefined;
}

/** K2. Stores a known key and replaces the former key of its name. */
export async function putApiKey(table: Table, key: string, apiKey: ApiKey, now = Date.now()): Promise<void> {
  const hash = hashOf(key);
  await withBackoff(table, async () => {
    const before = await getNamed(table, apiKey.name);
    const created = before?.hash === hash ? before.created : toTimestamp(now);
    const [named, hashed] = itemsOf(table, hash, { ...apiKey, created });
    const held =
      before === undefined ? { ConditionExpression: "attribute_not_exists(pk)" } : isStill(before.hash);
    const old =
      before === undefined || before.hash === hash ? [] : [{ Delete: at(table, apiKeyKey(before.hash)) }];
    const failed = await tryTransact(table, [{ Put: { ...named, ...held } }, { Put: hashed }, ...old]);
    return failed === AGAIN || failed.length > 0 ? AGAIN : undefined;
  });
}

const isStill = (hash: string) => ({
  ConditionExpression: "#hash = :hash",
  ExpressionAttributeNames: { "#hash": "hash" },
  ExpressionAttributeValues: { ":hash": hash },
});

export const newApiKey = (): string => `${KEY_PREFIX}${randomBytes(32).toString("base64url")}`;

/** K3. Makes a key. @returns it, for the only time; `undefined` where the name is taken */
export async function createApiKey(table: Table, apiKey: ApiKey, now: number): Promise<string | undefined> {
  const key = newApiKey();
  const items = itemsOf(table, hashOf(key), { ...apiKey, created: toTimestamp(now) });
  const failed = await transact(
    table,
    items.map((item) => ({ Put: { ...item, ConditionExpression: "attribute_not_exists(pk)" } })),
  );
  return failed.length === 0 ? key : undefined;
}

/** K4. All keys, by name. */
export async function listApiKeys(table: Table): Promise<NamedKey[]> {
  const items = await query(table, apiKeyNames, { consistent: true });
  return items.map((item) => listed.parse(item));
}

/** K5. The name is free again. @returns false where there is no such name */
export async function revokeApiKey(table: Table, name: string): Promise<boolean> {
  return withBackoff(table, async () => {
    const found = await getNamed(table, name);
    if (found === undefined) return false;
    const failed = await tryTransact(table, [
      { Delete: { ...at(table, apiKeyNameKey(name)), ...isStill(found.hash) } },
      { Delete: at(table, apiKeyKey(found.hash)) },
    ]);
    // Otherwise somebody revoked or replaced it at the same time.
    return failed !== AGAIN && failed.length === 0 ? true : AGAIN;
  });
}

const at = (table: Table, Key: Record<"pk" | "sk", string>) => ({ TableName: table.name, Key });

const itemsOf = (table: Table, hash: string, { name, scopes, created }: NamedKey) =>
  [
    { TableName: table.name, Item: { ...apiKeyNameKey(name), name, scopes, created, hash } },
    { TableName: table.name, Item: { ...apiKeyKey(hash), name, scopes } },
  ] as const;

async function getNamed(table: Table, name: string): Promise<z.output<typeof byName> | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ ...at(table, apiKeyNameKey(name)), ConsistentRead: true }),
  );
  return Item && byName.parse(Item);
}
