import { GetCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import {
  createApiKey,
  getApiKey,
  listApiKeys,
  putApiKey,
  revokeApiKey,
} from "../../lib/store/access/api-keys.ts";
import { apiKeyKey } from "../../lib/table/keys.ts";
import { quietTable } from "../support/fresh-table.ts";

const NOON = Date.parse("2026-01-01T12:00:00Z");
const both = { scopes: ["read", "write"] } as const;

test("a key is shown once, found by itself, listed by name, and stored nowhere", async () => {
  const { table } = await quietTable();
  const key = await createApiKey(table, { name: "importer", scopes: ["write"] }, NOON);
  expect(key).toMatch(/^trib_[\w-]{43}$/);
  expect(await getApiKey(table, key ?? "")).toEqual({ name: "importer", scopes: ["write"] });
  const listed = [{ name: "importer", scopes: ["write"], created: "2026-01-01T12:00:00.000Z" }];
  expect(await listApiKeys(table)).toEqual(listed);
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name }));
  expect(Items).toHaveLength(2);
  expect(JSON.stringify(Items)).not.toContain(key?.slice("trib_".length));
});

test("a name is given to one key, however many ask for it at once", async () => {
  const { table } = await quietTable();
  const keys = await Promise.all(
    Array.from({ length: 8 }, () => createApiKey(table, { name: "one", ...both }, NOON)),
  );
  const made = keys.filter((key) => key !== undefined);
  expect([made.length, (await listApiKeys(table)).length]).toEqual([1, 1]);
  expect(await createApiKey(table, { name: "one", scopes: ["read"] }, NOON)).toBeUndefined();
  expect(await getApiKey(table, made[0] ?? "")).toEqual({ name: "one", ...both });
});

test("a revoked key is gone under its hash and its name, once, and the name is free", async () => {
  const { table } = await quietTable();
  const [key = "", kept = ""] = [
    await createApiKey(table, { name: "leaver", ...both }, NOON),
    await createApiKey(table, { name: "kept", ...both }, NOON),
  ];
  expect(await Promise.all([revokeApiKey(table, "leaver"), revokeApiKey(table, "nobody")])).toEqual([
    true,
    false,
  ]);
  expect([await getApiKey(table, key), await revokeApiKey(table, "leaver")]).toEqual([undefined, false]);
  expect((await listApiKeys(table)).map(({ name }) => name)).toEqual(["kept"]);
  const again = await createApiKey(table, { name: "leaver", scopes: ["read"] }, NOON);
  expect(await getApiKey(table, again ?? "")).toEqual({ name: "leaver", scopes: ["read"] });
  expect([await getApiKey(table, key), await getApiKey(table, kept)]).toEqual([
    undefined,
    { name: "kept", ...both },
  ]);
});

test("a key that is stored again keeps its time, and another of its name takes its place", async () => {
  const { table } = await quietTable();
  await putApiKey(table, "trib_first", { name: "local", ...both }, NOON);
  await putApiKey(table, "trib_first", { name: "local", ...both }, NOON + 1000);
  expect(await listApiKeys(table)).toMatchObject([{ name: "local", created: "2026-01-01T12:00:00.000Z" }]);
  await putApiKey(table, "trib_second", { name: "local", scopes: ["read"] }, NOON + 2000);
  expect(await getApiKey(table, "trib_first")).toBeUndefined();
  expect(await getApiKey(table, "trib_second")).toEqual({ name: "local", scopes: ["read"] });
  expect(await listApiKeys(table)).toEqual([
    { name: "local", scopes: ["read"], created: "2026-01-01T12:00:02.000Z" },
  ]);
});

test("a key that was stored before keys had names gets one", async () => {
  const { table } = await quietTable();
  await putApiKey(table, "trib_old", { name: "local", ...both }, NOON);
  const [stored] = (await table.client.send(new ScanCommand({ TableName: table.name }))).Items?.filter(
    ({ sk }) => sk === "APIKEY",
  ) as [{ pk: string }];
  const { table: older } = await quietTable();
  await older.client.send(new PutCommand({ TableName: older.name, Item: stored }));
  await putApiKey(older, "trib_old", { name: "local", ...both }, NOON);
  expect((await listApiKeys(older)).map(({ name }) => name)).toEqual(["local"]);
  expect(await revokeApiKey(older, "local")).toBe(true);
  const { Item } = await older.client.send(
    new GetCommand({ TableName: older.name, Key: apiKeyKey(stored.pk.slice("APIKEY#".length)) }),
  );
  expect(Item).toBeUndefined();
});

test("the list is whole and one query, and a guess one read of half a unit, however much else the table holds", async () => {
  const { table, measure } = await quietTable();
  const names = Array.from({ length: 45 }, (_key, index) => `key-${String(index).padStart(2, "0")}`);
  for (const name of names) await createApiKey(table, { name, ...both }, NOON);
  const filler = Array.from({ length: 25 }, (_item, index) => ({
    pk: `OTHER#${index}`,
    sk: "OTHER",
    text: "x".repeat(100_000),
  }));
  for (const Item of filler) await table.client.send(new PutCommand({ TableName: table.name, Item }));
  expect((await listApiKeys(table)).map(({ name }) => name)).toEqual(names);
  expect(await measure(() => listApiKeys(table))).toMatchObject({ calls: [{ kind: "Query", read: 2 }] });
  expect(await measure(() => getApiKey(table, "trib_guess"))).toMatchObject({
    calls: [{ kind: "Get", read: 0.5 }],
  });
});
