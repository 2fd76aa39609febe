import type { DynamoDBRecord } from "aws-lambda";
import type { FailedRecord } from "../contract/redrive.ts";
import { send } from "./send.ts";
import { environment } from "../runtime/start.ts";

export async function setRecordAside(record: DynamoDBRecord, error: unknown): Promise<void> {
  const { failureQueue } = environment;
  if (failureQueue === undefined) throw new Error("this function was deployed without a failure queue");
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  await send(failureQueue, {
    failed: { at: new Date().toISOString(), error: { name, message } },
    record,
  } satisfies FailedRecord);
}
