import {
  BatchWriteItemCommand,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test, vi } from "vitest";
import { asTributaryError } from "../../lib/http/problem.ts";
import { batchGet, batchWrite } from "../../lib/table/batch.ts";
import { Memory } from "../../lib/table/memory.ts";
import { CONTEXT } from "../../lib/table/table.ts";
import { transact } from "../../lib/table/transact.ts";

/** Faults that DynamoDB Local never shows: partial batches and transactions in each other's way. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "us-east-1" }));
const mock = mockClient(client);
const table = {
  ...{ ...CONTEXT, client, name: "t", memory: new Memory() },
  nondeterminism: { ...CONTEXT.nondeterminism, sleep: () => Promise.resolve() },
};
const put = (pk: string) => ({ PutRequest: { Item: { pk, sk: "s" } } });

beforeEach(() => {
  mock.reset();
  vi.restoreAllMocks();
});

test("what a batch leaves unprocessed is sent again, and nothing else", async () => {
  mock
    .on(BatchWriteCommand)
    .resolvesOnce({ UnprocessedItems: { t: [put("b")] } })
    .resolves({});
  await batchWrite(table, [put("a").PutRequest.Item, put("b").PutRequest.Item], []);
  expect(mock.commandCalls(BatchWriteCommand).map(({ args }) => args[0].input.RequestItems?.["t"])).toEqual([
    [put("a"), put("b")],
    [put("b")],
  ]);
  expect(mock.commandCalls(BatchWriteItemCommand)).toHaveLength(0);
});

test("a transaction is repeated after a conflict, and says which conditions failed", async () => {
  const cancelled = (codes: string[]) =>
    new TransactionCanceledException({
      message: "",
      $metadata: {},
      CancellationReasons: codes.map((Code) => ({ Code })),
    });
  mock
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled(["None", "TransactionConflict"]))
    .rejects(cancelled(["None", "ConditionalCheckFailed"]));
  expect(await transact(table, [])).toEqual([1]);
  expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(2);
});

test("a batch that stays throttled ends as 503, and never as done", async () => {
  mock.on(BatchWriteCommand).resolves({ UnprocessedItems: { t: [put("a")] } });
  await expect(batchWrite(table, [put("a").PutRequest.Item], [])).rejects.toMatchObject({
    code: "unavailable",
  });
  expect(mock.commandCalls(BatchWriteCommand)).toHaveLength(10);
});

test("what a batch of reads leaves out is read again, and each item is there once", async () => {
  const [a, b] = ["a", "b"].map((pk) => ({ pk, sk: "s" })) as [
    { pk: string; sk: string },
    { pk: string; sk: string },
  ];
  mock
    .on(BatchGetCommand)
    .resolvesOnce({ Responses: { t: [b] }, UnprocessedKeys: { t: { Keys: [a] } } })
    .resolvesOnce({ Responses: { t: [] }, UnprocessedKeys: { t: { Keys: [a] } } })
    .resolves({ Responses: { t: [a] } });
  expect(await batchGet(table, [a, b], true)).toEqual([b, a]);
  const asked = mock.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.["t"]);
  expect(asked).toEqual([[a, b], [a], [a]].map((Keys) => ({ Keys, ConsistentRead: true })));
});

test("a throttled write of rows fails the whole delivery, so that its record comes again", async () => {
  const throttled = new ProvisionedThroughputExceededException({ message: "slow down", $metadata: {} });
  mock.on(BatchWriteCommand).resolvesOnce({}).rejects(throttled);
  const rows = Array.from({ length: 60 }, (_row, index) => put(String(index)).PutRequest.Item);
  await expect(batchWrite(table, rows, [])).rejects.toBe(throttled);
  expect(asTributaryError(throttled)).toMatchObject({ code: "unavailable", headers: { "retry-after": "2" } });
});
