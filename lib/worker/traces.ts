import type { DynamoDBRecord } from "aws-lambda";
import { TRACE_ATTRIBUTE } from "../contract/table.ts";

export const tracesOf = (records: readonly DynamoDBRecord[]): string[] => [
  ...new Set(
    records.flatMap(({ dynamodb }) => (dynamodb?.NewImage ?? dynamodb?.OldImage)?.[TRACE_ATTRIBUTE]?.S ?? []),
  ),
];
