import middy from "@middy/core";
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSEvent,
  SQSRecord,
} from "aws-lambda";
import { setRecordAside } from "./failed-record.ts";
import { isForGood } from "./for-good.ts";
import { type Ordered, bySequence, handleInOrder } from "./in-order.ts";
import { count, publishMetrics } from "../runtime/metrics.ts";
import { answerProbe } from "./probe.ts";
import { recordsOf } from "./replay.ts";
import { logger } from "../runtime/logger.ts";
import { tracesOf } from "./traces.ts";

/** No group begins after this part of a call's time; the rest is enough to finish. */
const BEGINNING = 0.75;

export interface Pass {
  groupOf(record: DynamoDBRecord): string | undefined;
  handle(records: readonly DynamoDBRecord[], now: number): Promise<void>;
}

/**
 * A function behind the table's stream, in the order of `handleInOrder`. The batch is repeated from the
 * lowest record that is not done, and what was given up or set aside comes once more, late: `handle` must
 * bear repetition. Each pass goes through all records, whatever became of them before.
 */
export function changeHandler(...passes: readonly Pass[]) {
  return middy<DynamoDBStreamEvent | SQSEvent, DynamoDBBatchResponse>().handler(
    async ({ Records }, context) => {
      logger.addContext(context);
      const handleAll = passesIn(context, passes);
      try {
        if (Records.every(isMessage)) return await replay(Records, handleAll);
        const failed = await handleAll(Records as DynamoDBRecord[]);
        const traces = tracesOf(Records as DynamoDBRecord[]);
        if (traces.length > 0) logger.info("changes were handled", { traces, records: Records.length });
        return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
      } finally {
        publishMetrics();
      }
    },
  );
}

const isMessage = (record: DynamoDBRecord | SQSRecord): record is SQSRecord =>
  record.eventSource === "aws:sqs";

const aboutOf = (records: readonly DynamoDBRecord[]) => ({
  from: records[0]?.dynamodb?.SequenceNumber,
  keys: records.map(({ dynamodb }) => dynamodb?.Keys?.["pk"]?.S),
  traces: tracesOf(records),
});

/** @returns the lowest sequence number that is not done in any pass, as `handleInOrder` */
type HandleAll = (records: readonly DynamoDBRecord[]) => Promise<string | undefined>;

function passesIn(context: Context, passes: readonly Pass[]): HandleAll {
  const deadline = Date.now() + BEGINNING * context.getRemainingTimeInMillis();
  return async (records) => {
    const failed: string[] = [];
    for (const pass of passes) {
      const own = records.filter((record) => pass.groupOf(record) !== undefined);
      const from = await handleInOrder(own, orderedIn(pass, deadline));
      if (from !== undefined) failed.push(from);
    }
    return failed.sort(bySequence)[0];
  };
}

function orderedIn({ groupOf, handle }: Pass, deadline: number): Ordered<DynamoDBRecord> {
  return {
    groupOf: (record) => groupOf(record) ?? "",
    sequenceOf: ({ dynamodb }) => dynamodb?.SequenceNumber ?? "",
    handle: (records) => handle(records, Date.now()),
    isForGood,
    setAside: async (record, error) => {
      await setRecordAside(record, error);
      count("failures");
      logger.error("a stream record fails for good and waits in the failure queue", {
        ...aboutOf([record]),
        error: error as Error,
      });
    },
    report: (records, error) => {
      count("failures");
      logger.error("a stream record failed and will be repeated", {
        ...aboutOf(records),
        error: error as Error,
      });
    },
    hasTime: () => Date.now() < deadline,
  };
}

async function replay(messages: readonly SQSRecord[], handleAll: HandleAll) {
  const failed: string[] = [];
  for (const { messageId, body } of messages) {
    try {
      if (await answerProbe(JSON.parse(body))) continue;
      if ((await handleAll(await recordsOf(body))) !== undefined) failed.push(messageId);
    } catch (error) {
      logger.error("records that were given up cannot be replayed", {
        messageId,
        body,
        error: error as Error,
      });
      count("failures");
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** When the first of some records was committed, in epoch milliseconds, rounded down to the second. */
export function committedAt(records: readonly DynamoDBRecord[]): number | undefined {
  const times = records.flatMap(({ dynamodb }) => dynamodb?.ApproximateCreationDateTime ?? []);
  return times.length === 0 ? undefined : Math.min(...times) * 1000;
}
