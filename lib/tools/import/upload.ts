import { setTimeout as sleep } from "node:timers/promises";
import type { Entry } from "./entries.ts";
import { Report, type Result } from "./report.ts";

/** Items of a batch, and bytes, with room for the text around them. */
const BATCH = 100;
const BATCH_BYTES = 1_000_000;
const MOST_ENTRIES = 10_000;
const ATTEMPTS = 6;
const FIRST_DELAY = 200;

/** Sends a batch and returns the results in its order; it waits itself while the service is busy. */
export type Send = (bodies: readonly unknown[]) => Promise<readonly Result[]>;

/** Batches one after the other: everything before the last report is done. @throws where the service fails */
export async function upload(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  send: Send,
  {
    onBatch,
    onWrong,
  }: { onBatch?(report: Report): void; onWrong?(place: string, reason: string): void } = {},
): Promise<Report> {
  const report = new Report(onWrong);
  for await (const batch of batchesOf(entries)) {
    const bodies = batch.flatMap((entry) => ("body" in entry ? [entry.body] : []));
    const results = bodies.length === 0 ? [] : await sendEach(bodies, send);
    let sent = 0;
    for (const entry of batch) report.add(entry, "body" in entry ? results[sent++] : undefined);
    onBatch?.(report);
  }
  return report;
}

async function* batchesOf(entries: Iterable<Entry> | AsyncIterable<Entry>): AsyncGenerator<Entry[]> {
  let [batch, items, bytes]: [Entry[], number, number] = [[], 0, 0];
  let broken: { readonly error: unknown } | undefined;
  try {
    for await (const entry of entries) {
      const size = "body" in entry ? Buffer.byteLength(JSON.stringify(entry.body)) + 1 : 0;
      const isFull = items === BATCH || bytes + size > BATCH_BYTES || batch.length === MOST_ENTRIES;
      if (isFull && batch.length > 0) {
        yield batch;
        [batch, items, bytes] = [[], 0, 0];
      }
      batch.push(entry);
      items += size > 0 ? 1 : 0;
      bytes += size;
    }
  } catch (error) {
    // Entries that were read before an error are sent before it is thrown.
    broken = { error };
  }
  if (batch.length > 0) yield batch;
  if (broken !== undefined) throw broken.error;
}

/** If the service refuses all because of one item (nested too deep), bisection finds it; others are sent. */
async function sendEach(bodies: readonly unknown[], send: Send): Promise<readonly Result[]> {
  try {
    return await sendUntilDone(bodies, send);
  } catch (error) {
    const { status = 0, message } = error as Error & { status?: number };
    if (!OF_AN_ITEM.has(status)) throw error;
    if (bodies.length === 1) return [{ status, error: { detail: message } }];
    const half = Math.ceil(bodies.length / 2);
    return [...(await sendEach(bodies.slice(0, half), send)), ...(await sendEach(bodies.slice(half), send))];
  }
}

const OF_AN_ITEM = new Set([400, 413]);

async function sendUntilDone(bodies: readonly unknown[], send: Send): Promise<readonly Result[]> {
  const results: Result[] = [];
  let open = bodies.map((_, index) => index);
  for (let attempt = 1; ; attempt++) {
    const answers = await send(open.map((index) => bodies[index])).catch(
      (error: Error & { status?: number }) => {
        if (!isPassing(error.status ?? 0) || attempt === ATTEMPTS) throw error;
        return undefined;
      },
    );
    for (const [at, answer] of answers?.entries() ?? []) results[open[at] ?? 0] = answer;
    open = open.filter((index) => isPassing(results[index]?.status ?? 503));
    if (open.length === 0 || attempt === ATTEMPTS) return results;
    await sleep(Math.random() * FIRST_DELAY * 2 ** attempt);
  }
}

const isPassing = (status: number): boolean => status === 429 || status >= 500;
