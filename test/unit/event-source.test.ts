import type { DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { EventSource, type Mapping } from "../../lib/local/event-source.ts";
import { passes } from "../../lib/local/filter.ts";

const record = (sequence: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: Date.now() / 1000 },
});

async function run(mapping: Mapping, records: number[], isBad: (sequence: number) => boolean) {
  const done: number[] = [];
  const givenUp: number[] = [];
  const numbers = (some: readonly DynamoDBRecord[]) => some.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
  const source = new EventSource(mapping, {
    invoke: async (some) => {
      const bad = numbers(some).find(isBad);
      done.push(...numbers(some).filter((sequence) => bad === undefined || sequence < bad));
      return { batchItemFailures: bad === undefined ? [] : [{ itemIdentifier: String(bad) }] };
    },
    giveUp: async (some) => void givenUp.push(...numbers(some)),
    signal: new AbortController().signal,
  });
  await source.deliver(records.map(record));
  return { done, givenUp };
}

test("a record that fails for good is given up alone, and the others are done once, in order", async () => {
  const mapping = {
    BatchSize: 10,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 1,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  };
  expect(await run(mapping, [1, 2, 3, 4, 5], (sequence) => sequence === 3)).toEqual({ done: [1, 2, 4, 5], givenUp: [3] });
});

test("filters know equality and prefix", () => {
  const pattern = { dynamodb: { Keys: { pk: { S: [{ prefix: "ACTION#" }] } }, NewImage: { kind: { S: ["action"] } } } };
  const event = (pk: string, kind: string) => ({ dynamodb: { Keys: { pk: { S: pk } }, NewImage: { kind: { S: kind } } } });
  expect(passes(pattern, event("ACTION#1", "action"))).toBe(true);
  expect(passes(pattern, event("FEED#1", "action"))).toBe(false);
  expect(passes(pattern, { dynamodb: { Keys: { pk: { S: "ACTION#1" } } } })).toBe(false);
});
