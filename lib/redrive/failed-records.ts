import * as z from "zod";

/** DynamoDB keeps records of a stream so long, in milliseconds; a little less, because the replay takes time. */
const REMEMBERED = 24 * 3600 * 1000 - 60_000;

const schema = z.object({
  requestContext: z.object({ condition: z.string() }),
  DDBStreamBatchInfo: z.object({
    shardId: z.string(),
    batchSize: z.number(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    approximateArrivalOfFirstRecord: z.string(),
  }),
});

/** What a failure message says of records that were given up, for people. */
export function describeRecords(body: string): string {
  const { requestContext, DDBStreamBatchInfo: info } = schema.parse(JSON.parse(body));
  const { batchSize, startSequenceNumber: start, endSequenceNumber: end, shardId } = info;
  const which = start === end ? `record ${start}` : `${batchSize} records, ${start} to ${end}`;
  return `${which} of ${shardId}, arrived ${info.approximateArrivalOfFirstRecord}: ${requestContext.condition}`;
}

/** Whether the stream has forgotten the first of the records. */
export function isForgotten(body: string, now: number): boolean {
  const { approximateArrivalOfFirstRecord } = schema.parse(JSON.parse(body)).DDBStreamBatchInfo;
  return now - Date.parse(approximateArrivalOfFirstRecord) > REMEMBERED;
}
