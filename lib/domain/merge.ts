import { type Entry } from "./action.ts";
import type { Direction } from "./position.ts";

export type Entries = AsyncGenerator<Entry, void, undefined>;

/** A walk that meets nothing. */
export async function* nothing(): Entries {
  // There is nothing to yield.
}

/** How many sources of a merge are asked at once. */
const CONCURRENCY = 32;

/**
 * Merges sorted sources into one sorted walk, each action once. Where sources hold different versions of an action
 * (an index lags), the newest is taken. Lazy: a source is asked again only when its last entry has been used.
 */
export async function* merge(sources: readonly Entries[], direction: Direction): Entries {
  const heads = await eachAtMost(CONCURRENCY, sources, async (source) => ({ source, entry: await pull(source) }));
  for (;;) {
    const best = heads.reduce<Entry | undefined>((found, { entry }) => first(found, entry, direction), undefined);
    if (best === undefined) return;
    yield best;
    const used = heads.filter(({ entry }) => entry?.position === best.position);
    await Promise.all(used.map(async (head) => void (head.entry = await pull(head.source))));
  }
}

/**
 * Runs `work` over `items`, at most `limit` at a time; results in the order of the items. After a failure nothing new is
 * begun, and it is thrown when all that was under way has ended: a write that outlives its failed caller could come after
 * those of the repetition.
 */
export async function eachAtMost<T, R>(limit: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length && failures.length === 0; index = next++) {
      try {
        results[index] = await work(items[index] as T);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** For work that begins before anybody waits for it. Prevents an unhandled rejection; awaiting it still throws. */
export function suppressUnhandled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function pull(source: Entries): Promise<Entry | undefined> {
  const step = await source.next();
  return step.done === true ? undefined : step.value;
}

/** Ids of actions are ASCII, so that `>` is DynamoDB's order too. */
function first(a: Entry | undefined, b: Entry | undefined, direction: Direction): Entry | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.position === b.position) return a.version >= b.version ? a : b;
  return a.position > b.position === (direction === "older") ? a : b;
}
