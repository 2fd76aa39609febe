import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";
import { SECOND } from "../domain/time.ts";
import { count, publishMetrics } from "../runtime/metrics.ts";
import { logger } from "../runtime/logger.ts";
import { answerProbe } from "./probe.ts";

/** Time for what must follow the work: sending the rest. */
const MARGIN = 10 * SECOND;

const traced = z.object({ trace: z.optional(z.string()) });

type Handle<Message> = (message: Message, deadline: number, trace: string | undefined) => Promise<void>;

/** Messages come at least once, in any order. `handle` gets its deadline, and the trace. */
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
