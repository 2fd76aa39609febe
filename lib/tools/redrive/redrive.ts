import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Redrive } from "../../contract/redrive.ts";
import { describeRecords, isForgotten } from "./failed-records.ts";

const MOST_AT_ONCE = 10;
const COUNTS: ("ApproximateNumberOfMessages" | "ApproximateNumberOfMessagesNotVisible")[] = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
];

/** The size of a failure queue and some messages, for people. Nothing is changed. */
export async function look(client: SQSClient, { worker, holds, failures }: Redrive): Promise<string[]> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: failures, AttributeNames: COUNTS }),
  );
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: failures,
      MaxNumberOfMessages: MOST_AT_ONCE,
      VisibilityTimeout: 0,
    }),
  );
  const shown = Messages.map(({ Body = "" }) => `  ${holds === "records" ? describeRecords(Body) : Body}`);
  return [`${worker}: ${COUNTS.reduce((sum, name) => sum + Number(Attributes[name]), 0)}`, ...shown];
}

interface Redriven {
  readonly again: number;
  readonly forgotten: readonly string[];
}

/** Sends what failed back, then deletes it: a crash doubles it, which all work tolerates. */
export async function redrive(
  client: SQSClient,
  { failures, again: target, holds }: Redrive,
  { now, forget }: { readonly now: number; readonly forget: boolean },
): Promise<Redriven> {
  let again = 0;
  const forgotten = new Map<string, string>();
  const failedAgain = new Set<string>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: failures,
        MaxNumberOfMessages: MOST_AT_ONCE,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["SentTimestamp"],
      }),
    );
    // Messages that stay become visible again, and are met twice.
    const fresh = Messages.filter(
      ({ MessageId = "" }) => !forgotten.has(MessageId) && !failedAgain.has(MessageId),
    );
    if (fresh.length === 0) return { again, forgotten: [...forgotten.values()] };
    for (const message of fresh) {
      // A message that fails again comes back at once, and must not go round for ever.
      if (Number(message.Attributes?.["SentTimestamp"] ?? 0) >= now) {
        failedAgain.add(message.MessageId ?? "");
        continue;
      }
      const { Body = "", MessageId = "" } = message;
      const isTooOld = holds === "records" && isForgotten(Body, now);
      if (isTooOld) forgotten.set(MessageId, describeRecords(Body));
      else again += 1;
      if (!isTooOld) await client.send(new SendMessageCommand({ QueueUrl: target, MessageBody: Body }));
      if (!isTooOld || forget) await remove(client, failures, message);
    }
  }
}

const remove = (client: SQSClient, QueueUrl: string, { ReceiptHandle }: Message) =>
  client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
