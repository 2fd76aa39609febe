import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod/mini";
import { recordsBetween } from "../store/stream-range.ts";

/** What Lambda puts into a failure queue when it gives up records of a stream: where they lie, not what they say. */
const failure = z.object({
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
  }),
});

let client: DynamoDBStreamsClient | undefined;

/**
 * The records that a failure message is about, and any between them that never concerned the function: what handles
 * records passes those by. @throws where they are older than the stream remembers
 */
export async function recordsOf(message: string): Promise<DynamoDBRecord[]> {
  client ??= new DynamoDBStreamsClient({});
  return recordsBetween(client, failure.parse(JSON.parse(message)).DDBStreamBatchInfo);
}
