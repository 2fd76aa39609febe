import type { List, Page } from "../list.ts";
import type { ReadOptions } from "../send.ts";
import { beginning } from "./beginning.ts";
import { type Machine, machine } from "./machine.ts";
import { type Order, type Walked, appended, queryFor, refreshed } from "./merge.ts";
import { type ListState, NOTHING, type Store, type StoreOptions } from "./state.ts";

export interface ListStoreState<T, P extends Page<T>> extends ListState<T> {
  readonly first: P | undefined;
}

export type ListStore<T, P extends Page<T>> = Store<ListStoreState<T, P>>;

export interface ListStoreOptions<T, P extends Page<T>> extends StoreOptions {
  /** How the list is read: `(query, reading) => client.mutes(query, reading)`. */
  readonly read: (query: { limit?: number }, reading: ReadOptions) => List<T, P>;
  readonly order: Order<T>;
  readonly limit?: number | undefined;
}

/** Any list of the client, growing at its end when asked and refreshed at its top. */
export function createListStore<T, P extends Page<T> = Page<T>>({
  read,
  order,
  limit,
  ...options
}: ListStoreOptions<T, P>): ListStore<T, P> {
  let next: string | null = null;
  const store: Machine<ListStoreState<T, P>> = machine({ ...NOTHING, first: undefined }, options, () =>
    refresh(),
  );
  const items = () => store.snapshot().items;
  const shown = (walked: Walked<T>) => {
    ({ next } = walked);
    return { items: walked.items, hasNext: next !== null, loaded: true };
  };
  const begin = (known: () => readonly T[], shows: number, rows?: number) =>
    store.read(async (reading) => {
      const first = await beginning(read(queryFor(shows, limit), reading), rows);
      return () => ({ first, ...shown(refreshed({ items: known(), next }, first, order)) });
    });
  const refresh = () => begin(items, items().length);

  let growing: Promise<boolean> | undefined;
  return {
    ...{ subscribe: store.subscribe, snapshot: store.snapshot, refresh },
    load: (rows = 0) => begin(() => [], rows, rows),
    next: () =>
      (growing ??= store
        .read(async (reading) => {
          if (next === null) return () => ({});
          const page = await read({}, reading).page(next);
          return () => shown(appended({ items: items(), next }, page, order));
        })
        .finally(() => (growing = undefined))),
  };
}
