import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod/mini";
import { IN_FUNCTIONS } from "../table/aws-client.ts";
import { recordsBetween } from "../table/change-range.ts";

const whole = z.object({ record: z.looseObject({}) });

/** Lambda's message about records that it gave up: their places, without their content. */
const failure = z.object({
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
  }),
});

let client: DynamoDBStreamsClient | undefined;

/** The records of a failure message, and others between them. @throws where the stream no longer has them */
export async function recordsOf(message: string): Promise<DynamoDBRecord[]> {
  const body: unknown = JSON.parse(message);
  const own = whole.safeParse(body);
  if (own.success) return [own.data.record as DynamoDBRecord];
  client ??= new DynamoDBStreamsClient(IN_FUNCTIONS);
  return recordsBetween(client, failure.parse(body).DDBStreamBatchInfo);
}
