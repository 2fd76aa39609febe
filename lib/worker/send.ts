import { SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { eachAtMost } from "../domain/merge.ts";
import { asciiJson } from "../domain/text.ts";
import { IN_FUNCTIONS } from "../table/aws-client.ts";
import { chunks } from "../table/batch.ts";
import { AGAIN, withBackoff } from "../table/retry.ts";
import { CONTEXT, type Chance } from "../table/table.ts";

const client = new SQSClient(IN_FUNCTIONS);
const PER_CALL = 10;
const CALLS_AT_ONCE = 8;

export const send = (queueUrl: string, message: unknown): Promise<void> => sendAll(queueUrl, [message]);

/** In no order; what a busy queue refuses is sent again. @throws where it refuses for long, or for good */
export async function sendAll(
  QueueUrl: string,
  messages: readonly unknown[],
  DelaySeconds = 0,
  chance: Chance = CONTEXT,
): Promise<void> {
  const entries = messages.map((message, index) => ({
    ...{ Id: String(index), MessageBody: asciiJson(message), DelaySeconds },
  }));
  await eachAtMost(CALLS_AT_ONCE, chunks(entries, PER_CALL), async (some) => {
    let open = some;
    await withBackoff(chance, async () => {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: open }));
      const refused = Failed.find(({ SenderFault }) => SenderFault);
      if (refused !== undefined) throw new Error(`the queue refuses a message: ${refused.Message}`);
      const failed = new Set(Failed.map(({ Id }) => Id));
      open = open.filter(({ Id }) => failed.has(Id));
      return open.length === 0 ? undefined : AGAIN;
    });
  });
}
