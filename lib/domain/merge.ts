import type { Entry } from "./action.ts";
import type { Direction, Position } from "./position.ts";

export type Entries = AsyncGenerator<Entry, void, undefined>;

export async function* nothing(): Entries {}

const CONCURRENCY = 32;

export type Source<T> = AsyncGenerator<T, void, undefined> & { readonly top?: Position };

export const withTop = <T>(source: Source<T>, top: Position | undefined): Source<T> =>
  top === undefined ? source : Object.assign(source, { top });

/** One sorted walk, each action once. If sources hold different versions (an index lags), the newest wins. */
export async function* merge(sources: readonly Source<Entry>[], direction: Direction): Entries {
  for await (const same of inOrder(sources, direction))
    yield same.reduce((a, b) => (a.version >= b.version ? a : b));
}

const compareAscii = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Lazy: a source is read again only when its last item has been used, or its top has been reached. */
export async function* inOrder<T extends { readonly position: Position }>(
  sources: readonly Source<T>[],
  direction: Direction,
  compare = compareAscii,
): AsyncGenerator<[T, ...T[]], void, undefined> {
  const sign = direction === "newer" ? 1 : -1;
  const next = async (source: Source<T>) => ({ source, item: (await source.next()).value ?? undefined });
  const waits = ({ top }: Source<T>) => direction === "older" && top !== undefined;
  const waiting = sources
    .filter(waits)
    .map((source) => ({ source, top: source.top ?? "" }))
    .sort((a, b) => compare(b.top, a.top));
  const heads = await eachAtMost(
    CONCURRENCY,
    sources.filter((source) => !waits(source)),
    next,
  );
  const newest = () => {
    let best: T | undefined;
    for (const { item } of heads) {
      if (item !== undefined && (best === undefined || sign * compare(item.position, best.position) < 0))
        best = item;
    }
    return best;
  };
  let tries = 1;
  for (;;) {
    let best = newest();
    const isDue = ({ top }: { readonly top: Position }) =>
      best === undefined || compare(top, best.position) >= 0;
    while (waiting[0] !== undefined && isDue(waiting[0])) {
      // Without any item yet nobody knows how many are worth it.
      const most = best === undefined ? Math.min((tries *= 2) / 2, CONCURRENCY) : CONCURRENCY;
      const due = waiting.slice(0, most).filter(isDue);
      waiting.splice(0, due.length);
      heads.push(...(await eachAtMost(CONCURRENCY, due, ({ source }) => next(source))));
      best = newest();
    }
    if (best === undefined) return;
    const { position } = best;
    const used = heads.filter(({ item }) => item?.position === position);
    yield used.flatMap(({ item }) => item ?? []) as [T, ...T[]];
    await Promise.all(used.map(async (head) => Object.assign(head, await next(head.source))));
  }
}

/** At most `limit` at a time, in order. After a failure nothing begins, and it throws when all has ended. */
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
