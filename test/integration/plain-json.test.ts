import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import * as fc from "fast-check";
import { beforeAll, expect, inject, test } from "vitest";
import { REGION } from "../../lib/local/assembly.ts";
import { PlainJson } from "../../lib/table/plain-json.ts";
import { Sha256 } from "../../lib/table/sha256.ts";
import { quietTable } from "../support/fresh-table.ts";

const text = fc.string({ unit: "grapheme", minLength: 1 });
const simple = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const set = fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((texts) => new Set(texts));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simple,
    set,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3 }),
  ),
}));
const attributes = fc.record({ first: value, second: value });

const clientWith = (extra: object): DynamoDBDocumentClient => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const endpoint = inject("dynamodbEndpoint");
  return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: REGION, credentials, ...extra }));
};

let name: string;
beforeAll(async () => {
  name = (await quietTable()).table.name;
});

test("what one client writes the other reads, whichever has the SDK's own protocol", async () => {
  const published = clientWith({});
  const plain = clientWith({ protocol: PlainJson, sha256: Sha256 });
  const write = (client: DynamoDBDocumentClient, Item: Record<string, unknown>) =>
    client.send(new BatchWriteCommand({ RequestItems: { [name]: [{ PutRequest: { Item } }] } }));
  const read = async (client: DynamoDBDocumentClient, pk: string) => {
    const { $metadata, ...answer } = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": pk },
        ReturnConsumedCapacity: "INDEXES",
      }),
    );
    expect($metadata.httpStatusCode).toBe(200);
    expect($metadata.requestId).toEqual(expect.any(String));
    return answer;
  };
  await fc.assert(
    fc.asyncProperty(attributes, async (given) => {
      const item = { ...given, sk: "x" };
      expect(await write(plain, { ...item, pk: "plain" })).toMatchObject({ UnprocessedItems: {} });
      await write(published, { ...item, pk: "published" });
      for (const pk of ["plain", "published"]) {
        const answer = await read(published, pk);
        expect(answer.Items).toEqual([{ ...item, pk }]);
        expect(await read(plain, pk)).toEqual(answer);
      }
    }),
    { numRuns: 100 },
  );
});

test("a refusal says the same: its name, its message, and why each write was refused", async () => {
  const put = { TableName: name, Item: { pk: "once", sk: "x", list: [1, "two", { three: null }] } };
  const refusal = async (extra: object) => {
    const client = clientWith(extra);
    const command = new TransactWriteCommand({
      TransactItems: [
        {
          Put: {
            ...put,
            ConditionExpression: "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
      ],
    });
    await client.send(command).catch(() => undefined);
    const error = await client.send(command).catch((thrown: Error) => thrown);
    const { name, message, CancellationReasons } = error as Error & { CancellationReasons?: unknown };
    return { name, message, CancellationReasons };
  };
  const expected = await refusal({});
  expect(expected).toMatchObject({
    name: "TransactionCanceledException",
    CancellationReasons: [{ Code: "ConditionalCheckFailed", Item: { pk: { S: "once" } } }],
  });
  expect(await refusal({ protocol: PlainJson, sha256: Sha256 })).toEqual(expected);
});
