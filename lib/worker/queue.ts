import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";
import { SECOND } from "../domain/time.ts";
import { count, publishMetrics } from "../runtime/metrics.ts";
import { logger } from "../runtime/logger.ts";
import { answerProbe } from "./probe.ts";

/** Kept for what must happen after the work: sending what is left to do. */
const MARGIN = 10 * SECOND;

/** A message may name the request that it is for, beside what it says to do. */
const traced = z.object({ trace: z.optional(z.string()) });

type Handle<Message> = (message: Message, deadline: number, trace: string | undefined) => Promise<void>;

/**
 * Makes a function behind a queue. Messages come at least once and in any order; `handle` gets the time, in
 * epoch milliseconds, at which it should be done with what it can do in one call, and the trace of the
 * request that the work is for.
 */
export function queue<S extends z.ZodMiniType>(schema: S, handle: Handle<z.output<S>>) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }, context) => {
    const deadline = Date.now() + context.getRemainingTimeInMillis() - MARGIN;
    const failed: { itemIdentifier: string }[] = [];
    logger.addContext(context);
    for (const { messageId, body } of Records) {
      logger.resetKeys();
      logger.appendKeys({ messageId });
      try {
        const message: unknown = JSON.parse(body);
        if (await answerProbe(message)) continue;
        const { trace } = traced.parse(message);
        if (trace !== undefined) logger.appendKeys({ trace });
        await handle(schema.parse(message), deadline, trace);
        if (trace !== undefined) logger.info("work was done");
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
