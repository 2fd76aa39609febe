import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";

/** A shard in use has no end: after so many pages the record is not there. */
const MOST_PAGES = 1000;

/** Where records lie in a table's stream. They stay there for 24 hours. */
export interface StreamRange {
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
}

/** Reads records from the stream once more, both ends included. @throws where they are no longer there */
export async function recordsBetween(
  client: DynamoDBStreamsClient,
  range: StreamRange,
): Promise<DynamoDBRecord[]> {
  const { streamArn: StreamArn, shardId: ShardId, startSequenceNumber: SequenceNumber } = range;
  const last = BigInt(range.endSequenceNumber);
  const found: DynamoDBRecord[] = [];
  const at = { StreamArn, ShardId, ShardIteratorType: "AT_SEQUENCE_NUMBER", SequenceNumber } as const;
  let { ShardIterator: next } = await client.send(new GetShardIteratorCommand(at));
  for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: next }),
    );
    for (const record of Records) {
      const sequence = BigInt(record.dynamodb?.SequenceNumber ?? 0);
      if (sequence <= last) found.push(toEvent(record, StreamArn));
      if (sequence >= last) return found;
    }
    next = NextShardIterator;
  }
  throw new Error(`the records up to ${range.endSequenceNumber} are no longer in ${ShardId}`);
}

/** A record as Lambda hands it over: its time is in seconds, and binary values are text. */
export function toEvent(record: _Record, eventSourceARN: string): DynamoDBRecord {
  const { dynamodb, ...rest } = record;
  const time = dynamodb?.ApproximateCreationDateTime;
  return {
    ...rest,
    eventSourceARN,
    dynamodb: { ...dynamodb, ...(time && { ApproximateCreationDateTime: time.getTime() / 1000 }) },
  } as DynamoDBRecord;
}
