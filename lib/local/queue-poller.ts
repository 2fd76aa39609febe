import { setTimeout as sleep } from "node:timers/promises";
import { DeleteMessageCommand, type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { REGION } from "./assembly.ts";
import type { Queues } from "./queues.ts";

const WAIT = 20;
const AFTER_FAILURE = 1000;

interface Mapping {
  readonly EventSourceArn: string;
  readonly BatchSize?: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
}

/** Hands a queue's messages to a function as Lambda does, until the signal; deletes those that succeed. */
export async function pollQueue(
  queues: Queues,
  mapping: Mapping,
  invoke: (records: readonly SQSRecord[]) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const workers = mapping.ScalingConfig?.MaximumConcurrency ?? 2;
  await Promise.all(Array.from({ length: workers }, () => poll(queues, mapping, invoke, signal)));
}

async function poll(
  queues: Queues,
  mapping: Mapping,
  invoke: (records: readonly SQSRecord[]) => Promise<unknown>,
  signal: AbortSignal,
) {
  const QueueUrl = queues.urlOf(mapping.EventSourceArn.split(":").at(-1) ?? "");
  while (!signal.aborted) {
    try {
      const receive = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(10, mapping.BatchSize ?? 10),
        WaitTimeSeconds: WAIT,
        MessageSystemAttributeNames: ["All"],
      });
      const { Messages = [] } = await queues.client.send(receive, { abortSignal: signal });
      if (Messages.length === 0) continue;
      for (const { ReceiptHandle } of await doneOf(mapping, Messages, invoke)) {
        await queues.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    } catch (error) {
      if (!signal.aborted) console.error("a queue's function failed; its messages come again", error);
      await sleep(AFTER_FAILURE, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** The messages that succeeded. @throws the function's error: then all of them come again */
async function doneOf(
  mapping: Mapping,
  messages: readonly Message[],
  invoke: (records: readonly SQSRecord[]) => Promise<unknown>,
) {
  const answer = (await invoke(messages.map((message) => toRecord(message, mapping.EventSourceArn)))) as
    SQSBatchResponse | undefined;
  if (mapping.FunctionResponseTypes?.includes("ReportBatchItemFailures") !== true) return messages;
  const failed = new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  return messages.filter(({ MessageId }) => !failed.has(MessageId ?? ""));
}

/** Every message must have these; SQS provides the requested ones. */
const NO_ATTRIBUTES: SQSRecord["attributes"] = {
  ApproximateReceiveCount: "",
  SentTimestamp: "",
  SenderId: "",
  ApproximateFirstReceiveTimestamp: "",
};

const toRecord = (message: Message, eventSourceARN: string): SQSRecord => ({
  messageId: message.MessageId ?? "",
  receiptHandle: message.ReceiptHandle ?? "",
  body: message.Body ?? "",
  attributes: { ...NO_ATTRIBUTES, ...message.Attributes },
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? "",
  eventSource: "aws:sqs",
  eventSourceARN,
  awsRegion: REGION,
});
