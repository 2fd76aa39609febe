import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { logger } from "./start.ts";

/** Groups done at once. */
const AT_ONCE = 8;

/** What records of one batch ask for together. */
interface Work {
  /** Lowest sequence number among its records: where to begin again if it fails. */
  readonly from: string;
  readonly records: readonly DynamoDBRecord[];
}

/**
 * Makes a function behind the table's stream. Records of one `key` are handled together and no earlier than those
 * before them; different keys at the same time. After the first failure nothing new is begun, and the batch is
 * repeated from the lowest record that is not done: `handle` must bear repetition.
 */
export function stream(
  key: (record: DynamoDBRecord) => string,
  handle: (records: readonly DynamoDBRecord[], now: number) => Promise<void>,
) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (event: DynamoDBStreamEvent) => {
    const open = groupBy(event.Records, key);
    const failed: string[] = [];
    const worker = async () => {
      for (let work = open.shift(); work !== undefined; work = open.shift()) {
        try {
          await handle(work.records, Date.now());
        } catch (error) {
          logger.error("a stream record failed and will be repeated", { from: work.from, error: error as Error });
          failed.push(work.from, ...open.splice(0).map(({ from }) => from));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const [lowest] = failed.sort(bySequence);
    return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest }] };
  });
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
