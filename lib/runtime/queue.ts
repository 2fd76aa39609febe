import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type * as z from "zod/mini";
import { SECOND } from "../domain/time.ts";
import { count, publishMetrics } from "./metrics.ts";
import { logger } from "./logger.ts";
import { answerProbe } from "./probe.ts";

/** Kept for what must happen after the work: sending what is left to do. */
const MARGIN = 10 * SECOND;

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
        const message: unknown = JSON.parse(body);
        if (!(await answerProbe(message))) await handle(schema.parse(message), deadline);
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
