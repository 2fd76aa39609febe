import { BatchWriteItemCommand, DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { batchWrite } from "../../lib/store/batch.ts";
import { transact } from "../../lib/store/transact.ts";

/** Faults that DynamoDB Local never shows: partial batches and transactions in each other's way. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "us-east-1" }));
const mock = mockClient(client);
const table = { client, name: "t" };
const put = (pk: string) => ({ PutRequest: { Item: { pk, sk: "s" } } });

beforeEach(() => mock.reset());

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
    new TransactionCanceledException({ message: "", $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) });
  mock
    .on(TransactWriteCommand)
    .rejectsOnce(cancelled(["None", "TransactionConflict"]))
    .rejects(cancelled(["None", "ConditionalCheckFailed"]));
  expect(await transact(table, [])).toEqual([1]);
  expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(2);
});
