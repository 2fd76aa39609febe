import * as z from "zod";

/** DynamoDB's retention of change records in milliseconds, minus a minute for the replay. */
const REMEMBERED = 24 * 3600 * 1000 - 60_000;

const MOST_OF_ERROR = 200;

const whole = z.object({
  failed: z.object({ at: z.string(), error: z.object({ name: z.string(), message: z.string() }) }),
  record: z.object({
    eventName: z.optional(z.string()),
    dynamodb: z.object({
      Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }),
    }),
  }),
});

const lambdas = z.object({
  requestContext: z.object({ condition: z.string() }),
  DDBStreamBatchInfo: z.object({
    shardId: z.string(),
    batchSize: z.number(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    approximateArrivalOfFirstRecord: z.string(),
  }),
});

export function describeRecords(body: string): string {
  const message: unknown = JSON.parse(body);
  const own = whole.safeParse(message);
  if (own.success) {
    const { failed, record } = own.data;
    const { pk, sk } = record.dynamodb.Keys;
    const error = `${failed.error.name}: ${failed.error.message.replace(/\s+/g, " ")}`.slice(
      0,
      MOST_OF_ERROR,
    );
    return `${record.eventName ?? "record"} of ${pk.S} ${sk.S}, failed ${failed.at}: ${error}`;
  }
  const { requestContext, DDBStreamBatchInfo: info } = lambdas.parse(message);
  const { batchSize, startSequenceNumber: start, endSequenceNumber: end, shardId } = info;
  const which = start === end ? `record ${start}` : `${batchSize} records, ${start} to ${end}`;
  return `${which} of ${shardId}, arrived ${info.approximateArrivalOfFirstRecord}: ${requestContext.condition}`;
}

/** Whether the message only refers to records, the first of which the stream has dropped. */
export function isForgotten(body: string, now: number): boolean {
  const found = lambdas.safeParse(JSON.parse(body));
  return (
    found.success &&
    now - Date.parse(found.data.DDBStreamBatchInfo.approximateArrivalOfFirstRecord) > REMEMBERED
  );
}
