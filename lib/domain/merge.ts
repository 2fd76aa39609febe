import type { Entry } from "./action.ts";
import type { Direction, Position } from "./position.ts";

export type Entries = AsyncGenerator<Entry, void, undefined>;

export async function* nothing(): Entries {}

/** How many sources of a merge are read at once. */
const CONCURRENCY = 32;

/**
 * Merges sorted sources into one sorted walk, each action once. If sources hold different versions of an
 * action (an index lags), the newest wins.
 */
export async function* merge(sources: readonly Entries[], direction: Direction): Entries {
  for await (const same of inOrder(sources, direction))
    yield same.reduce((a, b) => (a.version >= b.version ? a : b));
}

/** Ids of actions are ASCII, so `<` is DynamoDB's order too. */
const compareAscii = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * The items of sorted sources at each position, in order. Lazy: a source is read again only when its last
 * item has been used.
 */
export async function* inOrder<T extends { readonly position: Position }>(
  sources: readonly AsyncGenerator<T, void, undefined>[],
  direction: Direction,
  compare = compareAscii,
): AsyncGenerator<[T, ...T[]], void, undefined> {
  const sign = direction === "newer" ? 1 : -1;
  const next = async (source: AsyncGenerator<T, void, undefined>) => ({
    source,
    item: (await source.next()).value ?? undefined,
  });
  const heads = await eachAtMost(CONCURRENCY, sources, next);
  for (;;) {
    let best: T | undefined;
    for (const { item } of heads) {
      if (item !== undefined && (best === undefined || sign * compare(item.position, best.position) < 0))
        best = item;
    }
    if (best === undefined) return;
    const { position } = best;
    const used = heads.filter(({ item }) => item?.position === position);
    yield used.flatMap(({ item }) => item ?? []) as [T, ...T[]];
    await Promise.all(used.map(async (head) => Object.assign(head, await next(head.source))));
  }
}

/**
 * Runs `work` over `items`, at most `limit` at a time, and keeps their order. After a failure it begins
 * nothing new and throws when everything under way has ended: a late write could overtake those of a retry.
 */
export async function eachAtMost<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
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

/** For work that begins before it is awaited. Prevents an unhandled rejection; awaiting it still throws. */
export function suppressUnhandled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
