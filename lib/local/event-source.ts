import { setTimeout as sleep } from "node:timers/promises";
import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { passes } from "./filter.ts";

const FIRST_DELAY = 100;
const LONGEST_DELAY = 10_000;

/** The settings of an event source mapping, as the template has them. */
export interface Mapping {
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly FilterCriteria?: { readonly Filters: readonly { readonly Pattern: string }[] };
}

interface Ports {
  invoke(records: readonly DynamoDBRecord[]): Promise<unknown>;
  /** Takes records that are given up, and why. */
  giveUp(records: readonly DynamoDBRecord[], reason: string): Promise<void>;
  readonly signal: AbortSignal;
  /** Milliseconds between attempts at most; ten seconds where nothing is said. */
  readonly longestDelay?: number | undefined;
}

/** Hands records of one shard to a function the way Lambda does: filtered, in order, again until done or given up. */
export class EventSource {
  readonly #mapping: Mapping;
  readonly #ports: Ports;

  constructor(mapping: Mapping, ports: Ports) {
    this.#mapping = mapping;
    this.#ports = ports;
  }

  async deliver(records: readonly DynamoDBRecord[]): Promise<void> {
    const patterns = this.#mapping.FilterCriteria?.Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown);
    const wanted = records.filter((record) => patterns?.some((pattern) => passes(pattern, record)) ?? true);
    const size = this.#mapping.BatchSize ?? 100;
    for (let at = 0; at < wanted.length; at += size) await this.#batch(wanted.slice(at, at + size), 0);
  }

  async #batch(records: readonly DynamoDBRecord[], attempt: number): Promise<void> {
    const young = await this.#dropOld(records);
    if (young.length === 0 || this.#ports.signal.aborted) return;
    const failed = await this.#firstFailure(young);
    if (failed === undefined) return;
    const left = young.slice(failed);
    // What came before the failure is done: that is progress, and the count begins anew.
    const attempts = failed > 0 ? 1 : attempt + 1;
    const { longestDelay = LONGEST_DELAY, signal } = this.#ports;
    const delay = Math.min(longestDelay, FIRST_DELAY * 2 ** (attempts - 1));
    await sleep(delay, undefined, { signal }).catch(() => undefined);
    if (left.length > 1 && this.#mapping.BisectBatchOnFunctionError === true) {
      const middle = Math.ceil(left.length / 2);
      await this.#batch(left.slice(0, middle), attempts);
      return this.#batch(left.slice(middle), 0);
    }
    if (attempts > (this.#mapping.MaximumRetryAttempts ?? Number.POSITIVE_INFINITY)) {
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

  /** The index of the first record that is not done, or `undefined`. */
  async #firstFailure(records: readonly DynamoDBRecord[]): Promise<number | undefined> {
    try {
      const result = (await this.#ports.invoke(records)) as DynamoDBBatchResponse | undefined;
      if (this.#mapping.FunctionResponseTypes?.includes("ReportBatchItemFailures") !== true) return undefined;
      const failed = new Set(result?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      if (failed.size === 0) return undefined;
      const index = records.findIndex((record) => failed.has(record.dynamodb?.SequenceNumber ?? ""));
      return index < 0 ? 0 : index; // an identifier that is not in the batch fails all of it
    } catch {
      return 0;
    }
  }
}
