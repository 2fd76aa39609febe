import type { Entry } from "./action.ts";
import type { Direction, Position } from "./position.ts";

export type Entries = AsyncGenerator<Entry, void, undefined>;

/** A pattern for this would start again at each place of a long run. */
export async function* nothing(): Entries {
  // The rate limit of one caller: `burst` requests at once, then `perSecond`.
}

/**
 * A caller's token bucket is one number, `full`: the time at which it is full again. Each token adds
 * `stepOf`. Times are whole microseconds since 1970, so that sums are exact.
 */
const CONCURRENCY = 32;

/** How far ahead of now `full` may be when a token is taken: one step short of an empty bucket. */
export async function* merge(sources: readonly Entries[], direction: Direction): Entries {
  for await (const same of inOrder(sources, direction))
    yield same.reduce((a, b) => (a.version >= b.version ? a : b));
}

/** Microseconds until there is a token; 0: there is one. */
const compareAscii = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

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

/** When a patch added them, in milliseconds of the server's clock; absent: at the beginning. */
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

export function suppressUnhandled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
