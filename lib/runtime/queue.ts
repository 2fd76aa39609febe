import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type * as z from "zod/mini";
import { asciiJson } from "../domain/text.ts";
import { SECOND } from "../domain/time.ts";
import { count, publishMetrics } from "./metrics.ts";
import { logger } from "./logger.ts";

const client = new SQSClient({});
/** Kept for what must happen after the work: sending what is left to do. */
const MARGIN = 15 * SECOND;

/** Puts work into a queue, not to be begun before `delaySeconds`, at most 900. */
export async function send(queueUrl: string, message: unknown, delaySeconds = 0): Promise<void> {
  const MessageBody = asciiJson(message);
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: delaySeconds }));
}

/**
 * Makes a function behind a queue. Messages come at least once and in any order; `handle` gets the time, in epoch
 * milliseconds, at which it should be done with what it can do in one call.
 */
export function queue<S extends z.ZodMiniType>(schema: S, handle: (message: z.output<S>, deadline: number) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }, context) => {
    const deadline = Date.now() + context.getRemainingTimeInMillis() - MARGIN;
    const failed: { itemIdentifier: string }[] = [];
    logger.addContext(context);
    for (const { messageId, body } of Records) {
      logger.appendKeys({ messageId });
      try {
        await handle(schema.parse(JSON.parse(body)), deadline);
      } catch (error) {
        logger.error("a message failed and will be repeated", { error: error as Error });
        count("failures");
        failed.push({ itemIdentifier: messageId });
      }
    }
    publishMetrics();
    return { batchItemFailures: failed };
  });
}
