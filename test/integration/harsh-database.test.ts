import { type DynamoDBClient, DynamoDBClient as Client } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startHarshDatabase } from "../../lib/local/harsh-database.ts";
import { KIND } from "../../lib/local/harshness.ts";
import { keysOf, runningTable } from "../../lib/local/tables.ts";
import { freshTable } from "../support/fresh-table.ts";

const INDEX = {
  IndexName: "by-actor",
  KeyConditionExpression: "actor_key = :actor",
  ExpressionAttributeValues: { ":actor": "user#a" },
};
let throttles = false;
let lateness = 0;
let name: string;
let database: Awaited<ReturnType<typeof startHarshDatabase>>;

beforeAll(async () => {
  ({ name } = (await freshTable()).table);
  const harshness = { ...KIND, throttles: () => throttles, lateness: () => lateness };
  database = await startHarshDatabase(
    inject("dynamodbEndpoint"),
    keysOf(inject("tableDefinition")),
    harshness,
  );
});
afterAll(() => database.stop());

const table = () => runningTable({ dynamodbEndpoint: database.endpoint, tableName: name }).client;
const Item = (id: string) => ({ pk: `TEST#${id}`, sk: "-", actor_key: "user#a", position: `2020#${id}` });

test("an index shows a new item late, the table at once, and what an index has shown it keeps showing", async () => {
  const indexed = async () =>
    ((await table().send(new QueryCommand({ TableName: name, ...INDEX }))).Items ?? []).map(
      ({ pk }) => pk as string,
    );
  await table().send(new PutCommand({ TableName: name, Item: Item("old") }));
  await expect.poll(indexed).toEqual(["TEST#old"]);
  lateness = 800;
  await table().send(new PutCommand({ TableName: name, Item: { ...Item("old"), more: 1 } }));
  await table().send(
    new TransactWriteCommand({ TransactItems: [{ Put: { TableName: name, Item: Item("new") } }] }),
  );
  const { Item: found } = await table().send(
    new GetCommand({ TableName: name, Key: { pk: "TEST#new", sk: "-" } }),
  );
  expect(found).toMatchObject(Item("new"));
  expect(await indexed()).toEqual(["TEST#old"]);
  await expect.poll(indexed, { timeout: 5000 }).toEqual(["TEST#new", "TEST#old"].toSorted());
});

test("a throttled call fails as the real one does", async () => {
  throttles = true;
  const once = new Client({
    endpoint: database.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const send = (client: DynamoDBClient) =>
    client.send(new GetCommand({ TableName: name, Key: { pk: "a", sk: "b" } }) as never);
  await expect(send(once)).rejects.toMatchObject({ name: "ProvisionedThroughputExceededException" });
  throttles = false;
});
