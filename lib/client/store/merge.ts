import type { Page } from "../list.ts";

/** The top of a list as far as it was read, without gaps, and where it continues. */
export interface Walked<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The identity of an item, and its place: greater ones come first. */
export interface Order<T> {
  readonly id: (item: T) => string;
  readonly place: (item: T) => string;
  /** Whether an item may come again elsewhere in the list: then only a walk from the top has no gaps. */
  readonly isCut?: (item: T) => boolean;
}

/** Lays a first page over what is known: it replaces everything down to its last item. */
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

/** Adds the page below. An item that comes again stands where it was read last. */
export function appended<T>(known: Walked<T>, { results, next }: Page<T>, { id }: Order<T>): Walked<T> {
  const ids = new Set(results.map(id));
  return { items: [...known.items.filter((item) => !ids.has(id(item))), ...results], next };
}

const [DEFAULT_LIMIT, HIGHEST_LIMIT] = [25, 100];

/** A page size that renews as much of what is shown as one page can. */
export const limitFor = (shown: number, limit = DEFAULT_LIMIT): number =>
  Math.max(limit, Math.min(HIGHEST_LIMIT, shown));

/** The same as a query. What is usual is not asked for: it would hide a `limit` of the list's own. */
export const queryFor = (shown: number, limit?: number): { limit?: number } =>
  limit === undefined && shown <= DEFAULT_LIMIT ? {} : { limit: limitFor(shown, limit) };
