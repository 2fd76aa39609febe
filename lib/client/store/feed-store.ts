import type { Client } from "../client.ts";
import { type Entity, referenceOf } from "../path.ts";
import type { ReadOptions } from "../send.ts";
import type { Action, Group, ItemOf, NewCount, QueryOf } from "../types.ts";
import { beginning } from "./beginning.ts";
import { type Machine, machine } from "./machine.ts";
import { type Order, appended, limitFor, refreshed } from "./merge.ts";
import { type ListState, NOTHING, type Store, type StoreOptions } from "./state.ts";

export interface FeedState<T> extends ListState<T> {
  /** Entries above the feed's mark: exact up to 100, then with `more`. */
  readonly new: number;
  readonly more: boolean;
}

export interface FeedStore<T> extends Store<FeedState<T>> {
  /** Requests only the count, as polls do, so that nothing moves while somebody reads. */
  count(): Promise<boolean>;
  /** Marks the feed as seen, as far as the newest first page could see; not where filters hid the rest. */
  mark(): Promise<boolean>;
}

type FeedQuery = QueryOf<"getEntityFeed">;

export interface FeedStoreOptions<Q extends FeedQuery> extends StoreOptions {
  readonly query?: Q | undefined;
  readonly of?: Entity | undefined;
}

/** A feed that grows at its end on demand, is refreshed at its top, and counts what is new. */
export function createFeedStore<Q extends FeedQuery = object>(
  client: Pick<Client, "feed" | "feedOf" | "feedCounts" | "markFeed">,
  { query, of, ...options }: FeedStoreOptions<Q> = {},
): FeedStore<ItemOf<Q>> {
  type Item = ItemOf<Q>;
  const asked: FeedQuery = query ?? {};
  const { flag } = asked;
  const whose = { ...(flag && { flag }), ...(of && { user: referenceOf(of) }) };
  const order: Order<Item> = orderOf(asked.window);
  let [next, mark]: [string | null, string | null] = [null, null];

  const read = (more: FeedQuery, reading: ReadOptions) => {
    const whole: FeedQuery = { ...asked, ...more };
    return of === undefined ? client.feed(whole as Q, reading) : client.feedOf(of, whole as Q, reading);
  };
  const counts = (reading: ReadOptions): Promise<NewCount> =>
    flag === "*" ? Promise.resolve({ new: 0, more: false }) : client.feedCounts(whose, reading);

  const count = (): Promise<boolean> =>
    store.read(async (reading) => {
      const found = await counts(reading);
      return () => found;
    }, "counts");
  const store: Machine<FeedState<Item>> = machine({ ...NOTHING, new: 0, more: false }, options, count);

  const shown = (walked: { readonly items: readonly Item[]; readonly next: string | null }) => {
    next = walked.next;
    return { items: walked.items, hasNext: next !== null, loaded: true };
  };
  const begin = (known: () => readonly Item[], rows = 0) =>
    store.read(async (reading) => {
      const limit = limitFor(Math.max(rows, known().length), asked.limit);
      const top = beginning(read({ limit }, reading), rows);
      const [page, found] = await Promise.all([top, counts(reading)]);
      return () => {
        ({ mark } = page);
        return { ...found, ...shown(refreshed({ items: known(), next }, page, order)) };
      };
    });

  let growing: Promise<boolean> | undefined;
  return {
    ...{ subscribe: store.subscribe, snapshot: store.snapshot, count },
    load: (rows) => begin(() => [], rows),
    refresh: () => begin(() => store.snapshot().items),
    next: () =>
      (growing ??= store
        .read(async (reading) => {
          if (next === null) return () => ({});
          const page = await read({}, reading).page(next);
          return () => shown(appended({ items: store.snapshot().items, next }, page, order));
        })
        .finally(() => (growing = undefined))),
    mark: async () => {
      const seen = mark;
      if (seen === null) return true;
      return store.write(async (reading) => {
        const found = await client.markFeed(seen, whose, reading);
        return () => found;
      });
    },
  };
}

/** The service's order: by time, then by id. A group stands where its newest action stands. */
function orderOf(window: FeedQuery["window"]): Order<Action | Group> {
  const length = window === "hour" ? "2020-06-12T15".length : "2020-06-12".length;
  const part = (entity: Group["key"]["target"]) => entity && referenceOf(entity);
  return {
    id: (item) =>
      "id" in item
        ? item.id
        : JSON.stringify([
            item.latest_at.slice(0, length),
            item.key.verb,
            ...[item.key.actor, item.key.action_object, item.key.target].map(part),
          ]),
    place: (item) => ("id" in item ? item.timestamp + item.id : item.latest_at + (item.actions[0]?.id ?? "")),
    isCut: (item) => "complete" in item && !item.complete,
  };
}
