import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, SQSEvent, SQSRecord } from "aws-lambda";
import { count, publishMetrics } from "./metrics.ts";
import { answerProbe } from "./probe.ts";
import { recordsOf } from "./replay.ts";
import { logger } from "./logger.ts";

/** Groups done at once. */
const AT_ONCE = 8;

/** What records of one batch ask for together. */
interface Work {
  /** Lowest sequence number among its records: where to begin again if it fails. */
  readonly from: string;
  readonly records: readonly DynamoDBRecord[];
}

type Handle = (records: readonly DynamoDBRecord[], now: number) => Promise<void>;

/**
 * Makes a function behind the table's stream. Records of one `key` are handled together and no earlier than those
 * before them; different keys at the same time. After the first failure nothing new is begun, and the batch is
 * repeated from the lowest record that is not done: `handle` must bear repetition. Records that were given up come
 * once more through a queue, late.
 */
export function stream(key: (record: DynamoDBRecord) => string, handle: Handle) {
  return middy<DynamoDBStreamEvent | SQSEvent, DynamoDBBatchResponse>().handler(async ({ Records }, context) => {
    logger.addContext(context);
    try {
      if (Records.every(isMessage)) return await replay(Records, key, handle);
      const failed = await handleAll(Records as DynamoDBRecord[], key, handle);
      return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
    } finally {
      publishMetrics();
    }
  });
}

const isMessage = (record: DynamoDBRecord | SQSRecord): record is SQSRecord => record.eventSource === "aws:sqs";

/** Handles records that were given up before; a message of which any fails again is not done. */
async function replay(messages: readonly SQSRecord[], key: (record: DynamoDBRecord) => string, handle: Handle) {
  const failed: string[] = [];
  for (const { messageId, body } of messages) {
    try {
      if (await answerProbe(JSON.parse(body))) continue;
      if ((await handleAll(await recordsOf(body), key, handle)) !== undefined) failed.push(messageId);
    } catch (error) {
      logger.error("records that were given up cannot be replayed", { messageId, body, error: error as Error });
      count("failures");
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** When the first of some records was committed, in epoch milliseconds, rounded down to the second by DynamoDB. */
export function committedAt(records: readonly DynamoDBRecord[]): number | undefined {
  const times = records.flatMap(({ dynamodb }) => dynamodb?.ApproximateCreationDateTime ?? []);
  return times.length === 0 ? undefined : Math.min(...times) * 1000;
}

/** @returns the lowest sequence number that is not done */
async function handleAll(records: readonly DynamoDBRecord[], key: (record: DynamoDBRecord) => string, handle: Handle) {
  const open = groupBy(records, key);
  const failed: string[] = [];
  const worker = async () => {
    for (let work = open.shift(); work !== undefined; work = open.shift()) {
      try {
        await handle(work.records, Date.now());
      } catch (error) {
        const keys = work.records.map(({ dynamodb }) => dynamodb?.Keys?.["pk"]?.S);
        logger.error("a stream record failed and will be repeated", { from: work.from, keys, error: error as Error });
        count("failures");
        failed.push(work.from, ...open.splice(0).map(({ from }) => from));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed.sort(bySequence)[0];
}

function groupBy(records: readonly DynamoDBRecord[], key: (record: DynamoDBRecord) => string): Work[] {
  const groups = new Map<string, { from: string; records: DynamoDBRecord[] }>();
  for (const record of records) {
    const group = groups.get(key(record));
    if (group === undefined) groups.set(key(record), { from: record.dynamodb?.SequenceNumber ?? "", records: [record] });
    else group.records.push(record);
  }
  return [...groups.values()];
}

/** Sequence numbers are decimal and of different lengths. */
const bySequence = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : 1);
