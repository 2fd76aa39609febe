import type { DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { EventSource, type Mapping } from "../../lib/local/event-source.ts";
import { passes } from "../../lib/local/filter.ts";

const record = (sequence: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: Date.now() / 1000 },
});

const REPORTING = {
  BatchSize: 10,
  BisectBatchOnFunctionError: true,
  FunctionResponseTypes: ["ReportBatchItemFailures"],
};

/**
 * Calls a source whose function answers as `answer` says. @returns every batch it was called with, and what
 * was given up
 */
async function calls(
  mapping: Mapping,
  records: readonly DynamoDBRecord[],
  answer: (batch: number[], call: number) => unknown,
) {
  const batches: number[][] = [];
  const givenUp: [string, ...number[]][] = [];
  const numbers = (some: readonly DynamoDBRecord[]) =>
    some.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
  const source = new EventSource(mapping, {
    invoke: async (some) => {
      batches.push(numbers(some));
      return answer(numbers(some), batches.length);
    },
    giveUp: async (some, reason) => void givenUp.push([reason, ...numbers(some)]),
    signal: new AbortController().signal,
    longestDelay: 1,
    lanes: 10,
  });
  await source.deliver(records);
  return { batches, givenUp };
}

const failures = (...sequences: number[]) => ({
  batchItemFailures: sequences.map((one) => ({ itemIdentifier: String(one) })),
});
const fail = () => {
  throw new Error("failed as a whole");
};
const five = [1, 2, 3, 4, 5].map(record);

test("a batch is cut at the lowest record that is reported, not halved: what lies before is done", async () => {
  const { batches } = await calls(REPORTING, five, (_batch, call) =>
    call === 1 ? failures(4, 3) : failures(),
  );
  expect(batches).toEqual([
    [1, 2, 3, 4, 5],
    [3, 4, 5],
  ]);
});

test("a record that is reported for good takes the rest of its batch along when the attempts are used up", async () => {
  const mapping = { ...REPORTING, MaximumRetryAttempts: 2 };
  const { batches, givenUp } = await calls(mapping, five, (batch) =>
    failures(...batch.filter((one) => one === 3)),
  );
  expect(batches.slice(1)).toEqual([
    [3, 4, 5],
    [3, 4, 5],
  ]);
  expect(givenUp).toEqual([["RetryAttemptsExhausted", 3, 4, 5]]);
});

test("a batch whose call fails as a whole is halved, until what fails is alone", async () => {
  const mapping = { ...REPORTING, MaximumRetryAttempts: 3 };
  const { batches, givenUp } = await calls(mapping, five, (batch) =>
    batch.includes(3) ? fail() : failures(),
  );
  expect(batches.slice(0, 3)).toEqual([
    [1, 2, 3, 4, 5],
    [1, 2, 3],
    [1, 2],
  ]);
  expect(givenUp).toEqual([["RetryAttemptsExhausted", 3]]);
});

test("an identifier that is not in the batch fails all of it, and without the setting what is reported counts for nothing", async () => {
  const unknown = await calls(REPORTING, five, (_batch, call) => (call === 1 ? failures(99) : failures()));
  expect(unknown.batches).toEqual([
    [1, 2, 3, 4, 5],
    [1, 2, 3],
    [4, 5],
  ]);
  const { FunctionResponseTypes: _types, ...silent } = REPORTING;
  expect((await calls(silent, five, () => failures(1))).batches).toHaveLength(1);
});

test.each([undefined, -1])("attempts and age of %s are without end", async (without) => {
  const mapping = {
    ...REPORTING,
    MaximumRetryAttempts: without,
    MaximumRecordAgeInSeconds: without,
  } as Mapping;
  const old = { dynamodb: { SequenceNumber: "1", ApproximateCreationDateTime: 0 } };
  const { batches, givenUp } = await calls(mapping, [old], (_batch, call) =>
    call < 30 ? failures(1) : failures(),
  );
  expect([batches.length, givenUp]).toEqual([30, []]);
});

test("a record that is too old is given up without a call", async () => {
  const old = { dynamodb: { SequenceNumber: "1", ApproximateCreationDateTime: Date.now() / 1000 - 61 } };
  const { batches, givenUp } = await calls(
    { ...REPORTING, MaximumRecordAgeInSeconds: 60 },
    [old, record(2)],
    () => failures(),
  );
  expect([batches, givenUp]).toEqual([[[2]], [["RecordAgeExceeded", 1]]]);
});

test("with a parallelization factor the records of one item stay in order, others' needn't", async () => {
  const of = (item: string, sequence: number): DynamoDBRecord => ({
    dynamodb: { ...record(sequence).dynamodb, Keys: { pk: { S: item }, sk: { S: "-" } } },
  });
  const records = Array.from({ length: 60 }, (_one, index) => of(`item-${index % 6}`, index));
  const done: number[] = [];
  const { batches } = await calls(
    { ...REPORTING, BatchSize: 3, ParallelizationFactor: 4 },
    records,
    async (batch) => {
      await new Promise((resolve) => setTimeout(resolve, (batch[0] ?? 0) % 4));
      done.push(...batch);
      return failures();
    },
  );
  expect(batches.flat().toSorted((a, b) => a - b)).toEqual(records.map((_one, index) => index));
  for (let item = 0; item < 6; item++) {
    const mine = done.filter((sequence) => sequence % 6 === item);
    expect(mine).toEqual(mine.toSorted((a, b) => a - b));
  }
  expect(done).not.toEqual(done.toSorted((a, b) => a - b));
});

test("filters know equality and prefix", () => {
  const pattern = {
    dynamodb: { Keys: { pk: { S: [{ prefix: "ACTION#" }] } }, NewImage: { kind: { S: ["action"] } } },
  };
  const event = (pk: string, kind: string) => ({
    dynamodb: { Keys: { pk: { S: pk } }, NewImage: { kind: { S: kind } } },
  });
  expect(passes(pattern, event("ACTION#1", "action"))).toBe(true);
  expect(passes(pattern, event("FEED#1", "action"))).toBe(false);
  expect(passes(pattern, { dynamodb: { Keys: { pk: { S: "ACTION#1" } } } })).toBe(false);
});
