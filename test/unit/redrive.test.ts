import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import type { FailedRecord } from "../../lib/contract/redrive.ts";
import { regionOf } from "../../lib/tools/redrive/deployed.ts";
import { look, redrive } from "../../lib/tools/redrive/redrive.ts";

const NOW = Date.parse("2026-03-02T12:00:00.000Z");
const client = new SQSClient({ region: "us-east-1" });
const mock = mockClient(client);
const queue = { worker: "maintain-feeds", holds: "records", failures: "F", again: "A" } as const;

const message = (id: string, arrived: string) => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  Body: JSON.stringify({
    requestContext: { condition: "RetryAttemptsExhausted" },
    DDBStreamBatchInfo: {
      ...{
        streamArn: "s",
        shardId: "shardId-1",
        batchSize: 1,
        startSequenceNumber: id,
        endSequenceNumber: id,
      },
      approximateArrivalOfFirstRecord: arrived,
    },
  }),
});
const whole = {
  MessageId: "3",
  ReceiptHandle: "handle-3",
  Body: JSON.stringify({
    failed: { at: "2026-02-20T00:00:00.000Z", error: { name: "SyntaxError", message: "no JSON" } },
    record: { eventName: "INSERT", dynamodb: { Keys: { pk: { S: "ACTION#x" }, sk: { S: "ACTION" } } } },
  } satisfies FailedRecord),
};
const young = message("2", "2026-03-01T12:30:00.000Z");
const old = message("1", "2026-03-01T11:30:00.000Z");

beforeEach(() => {
  mock.reset();
  mock
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [old, young] })
    .resolves({ Messages: [old] });
});

const deleted = () => mock.commandCalls(DeleteMessageCommand).map(({ args }) => args[0].input.ReceiptHandle);

test("what the stream remembers is done again, and what it has forgotten stays and is named", async () => {
  const { again, forgotten } = await redrive(client, queue, { now: NOW, forget: false });
  expect(again).toBe(1);
  expect(forgotten).toEqual([
    "record 1 of shardId-1, arrived 2026-03-01T11:30:00.000Z: RetryAttemptsExhausted",
  ]);
  expect(mock.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toEqual([
    { QueueUrl: "A", MessageBody: young.Body },
  ]);
  expect(deleted()).toEqual(["handle-2"]);
});

test("a record that was set aside whole is done again, however old, and says what failed", async () => {
  const messages = { Messages: [whole] };
  mock.reset();
  mock.on(ReceiveMessageCommand).resolvesOnce(messages).resolvesOnce({}).resolves(messages);
  mock.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: "1" } });
  expect(await redrive(client, queue, { now: NOW, forget: false })).toEqual({ again: 1, forgotten: [] });
  expect(mock.commandCalls(SendMessageCommand).map(({ args }) => args[0].input.MessageBody)).toEqual([
    whole.Body,
  ]);
  const [, shown] = await look(client, queue);
  expect(shown).toBe("  INSERT of ACTION#x ACTION, failed 2026-02-20T00:00:00.000Z: SyntaxError: no JSON");
});

test("what the stream has forgotten is deleted when that is asked for", async () => {
  await redrive(client, queue, { now: NOW, forget: true });
  expect(mock.commandCalls(SendMessageCommand)).toHaveLength(1);
  expect(deleted()).toEqual(["handle-1", "handle-2"]);
});

test("what fails again at once stays, so that it ends", async () => {
  mock.reset();
  const comesBack = { ...whole, Attributes: { SentTimestamp: String(NOW + 5) } };
  let sent = 0;
  mock.on(SendMessageCommand).callsFake(() => ({ MessageId: String(sent++) }));
  mock
    .on(ReceiveMessageCommand)
    .callsFake(() => ({ Messages: [sent === 0 ? whole : { ...comesBack, MessageId: `again-${sent}` }] }));
  expect(await redrive(client, queue, { now: NOW, forget: false })).toEqual({ again: 1, forgotten: [] });
});

test("a message that could not be sent is not deleted", async () => {
  mock.on(SendMessageCommand).rejects(new Error("no"));
  await expect(redrive(client, { ...queue, holds: "work" }, { now: NOW, forget: false })).rejects.toThrow(
    "no",
  );
  expect(deleted()).toEqual([]);
});

test("looking counts everything and changes nothing", async () => {
  const Attributes = { ApproximateNumberOfMessages: "2", ApproximateNumberOfMessagesNotVisible: "1" };
  mock.on(GetQueueAttributesCommand).resolves({ Attributes });
  const [count, ...shown] = await look(client, queue);
  expect([count, shown.length]).toEqual(["maintain-feeds: 3", 2]);
  expect(deleted()).toEqual([]);
});

test("a queue's URL tells its region", () => {
  expect(regionOf("https://sqs.eu-central-1.amazonaws.com/123456789012/q")).toBe("eu-central-1");
});
