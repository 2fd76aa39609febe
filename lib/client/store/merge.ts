import type { Page } from "../list.ts";

/** What was read of a list from its top, without gaps, and where it goes on. */
export interface Walked<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What tells items of a list apart, and where one stands: the greater, the higher. */
export interface Order<T> {
  readonly id: (item: T) => string;
  readonly place: (item: T) => string;
  /** Whether an item may come again elsewhere in the list: then only a walk from the top is without gaps. */
  readonly isCut?: (item: T) => boolean;
}

/** A first page laid over what was known: it decides whatever stands no lower than its last item. */
export function refreshed<T>(known: Walked<T>, page: Page<T>, { id, place, isCut }: Order<T>): Walked<T> {
  const { results, next } = page;
  const [top, last] = [known.items[0], results.at(-1)];
  const touches = top !== undefined && last !== undefined && place(last) <= place(top);
  const isCutAnywhere = isCut !== undefined && [...known.items, ...results].some(isCut);
  if (next === null || !touches || isCutAnywhere) return { items: results, next };
  const ids = new Set(results.map(id));
  const older = known.items.filter((item) => place(item) < place(last) && !ids.has(id(item)));
  return older.length === 0 ? { items: results, next } : { items: [...results, ...older], next: known.next };
}

/** The page below what is known. What comes again stands where it was read last. */
export function appended<T>(known: Walked<T>, { results, next }: Page<T>, { id }: Order<T>): Walked<T> {
  const ids = new Set(results.map(id));
  return { items: [...known.items.filter((item) => !ids.has(id(item))), ...results], next };
}

const [DEFAULT_LIMIT, HIGHEST_LIMIT] = [25, 100];

/** How many to ask for, so that what is shown is read anew as far as one page can. */
export const limitFor = (shown: number, limit = DEFAULT_LIMIT): number =>
  Math.max(limit, Math.min(HIGHEST_LIMIT, shown));
