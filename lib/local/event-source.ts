import { setTimeout as sleep } from "node:timers/promises";
import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { passes } from "./filter.ts";

const FIRST_DELAY = 100;
const LONGEST_DELAY = 10_000;

export interface Mapping {
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly ParallelizationFactor?: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly FilterCriteria?: { readonly Filters: readonly { readonly Pattern: string }[] };
}

interface Ports {
  invoke(records: readonly DynamoDBRecord[]): Promise<unknown>;
  giveUp(records: readonly DynamoDBRecord[], reason: string): Promise<void>;
  readonly signal: AbortSignal;
  /** Most milliseconds between attempts; ten seconds by default. */
  readonly longestDelay?: number | undefined;
  readonly lanes?: number | undefined;
}

interface Failure {
  readonly from: number;
  readonly isReported: boolean;
}

/** Hands a shard's records to a function as Lambda does: cuts a batch at its failure, or halves it. */
export class EventSource {
  readonly #mapping: Mapping;
  readonly #ports: Ports;

  constructor(mapping: Mapping, ports: Ports) {
    this.#mapping = mapping;
    this.#ports = ports;
  }

  async deliver(records: readonly DynamoDBRecord[]): Promise<void> {
    const patterns = this.#mapping.FilterCriteria?.Filters.map(
      ({ Pattern }) => JSON.parse(Pattern) as unknown,
    );
    const wanted = records.filter((record) => patterns?.some((pattern) => passes(pattern, record)) ?? true);
    const size = this.#mapping.BatchSize ?? 100;
    const lanes = Math.min(this.#mapping.ParallelizationFactor ?? 1, this.#ports.lanes ?? 1);
    const byLane = Map.groupBy(wanted, (record) => laneOf(record, lanes));
    await Promise.all(
      [...byLane.values()].map(async (mine) => {
        for (let at = 0; at < mine.length; at += size) await this.#batch(mine.slice(at, at + size), 0);
      }),
    );
  }

  async #batch(records: readonly DynamoDBRecord[], attempt: number): Promise<void> {
    const young = await this.#dropOld(records);
    if (young.length === 0 || this.#ports.signal.aborted) return;
    const failure = await this.#failure(young);
    if (failure === undefined) return;
    const { from, isReported } = failure;
    const left = young.slice(from);
    // Records before the failure are done: progress starts the count again.
    const attempts = from > 0 ? 1 : attempt + 1;
    const { longestDelay = LONGEST_DELAY, signal } = this.#ports;
    const delay = Math.min(longestDelay, FIRST_DELAY * 2 ** (attempts - 1));
    await sleep(delay, undefined, { signal }).catch(() => undefined);
    if (left.length > 1 && !isReported && this.#mapping.BisectBatchOnFunctionError === true) {
      const middle = Math.ceil(left.length / 2);
      await this.#batch(left.slice(0, middle), attempts);
      return this.#batch(left.slice(middle), 0);
    }
    const { MaximumRetryAttempts: most = -1 } = this.#mapping;
    if (most >= 0 && attempts > most) {
      return this.#ports.giveUp(left, "RetryAttemptsExhausted");
    }
    return this.#batch(left, attempts);
  }

  async #dropOld(records: readonly DynamoDBRecord[]): Promise<readonly DynamoDBRecord[]> {
    const limit = this.#mapping.MaximumRecordAgeInSeconds ?? -1;
    if (limit < 0) return records;
    const isOld = (record: DynamoDBRecord) =>
      Date.now() / 1000 - (record.dynamodb?.ApproximateCreationDateTime ?? Number.POSITIVE_INFINITY) > limit;
    const old = records.filter(isOld);
    if (old.length > 0) await this.#ports.giveUp(old, "RecordAgeExceeded");
    return records.filter((record) => !isOld(record));
  }

  async #failure(records: readonly DynamoDBRecord[]): Promise<Failure | undefined> {
    try {
      const result = (await this.#ports.invoke(records)) as DynamoDBBatchResponse | undefined;
      if (this.#mapping.FunctionResponseTypes?.includes("ReportBatchItemFailures") !== true) return undefined;
      const failed = new Set(result?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      if (failed.size === 0) return undefined;
      const index = records.findIndex((record) => failed.has(record.dynamodb?.SequenceNumber ?? ""));
      // An identifier that is not in the batch fails all of it.
      return { from: Math.max(0, index), isReported: index >= 0 };
    } catch {
      return { from: 0, isReported: false };
    }
  }
}

/** Records of one item share a lane; Lambda keeps no other order within a shard. */
function laneOf({ dynamodb }: DynamoDBRecord, lanes: number): number {
  let sum = 0;
  for (const char of JSON.stringify(dynamodb?.Keys ?? {}))
    sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % lanes;
}
