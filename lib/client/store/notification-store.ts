import type { Client } from "../client.ts";
import type { ReadOptions } from "../send.ts";
import type { Notification, NotificationCounts, NotificationPage, QueryOf } from "../types.ts";
import { beginning } from "./beginning.ts";
import { type Machine, machine } from "./machine.ts";
import { type Order, type Walked, appended, limitFor, queryFor, refreshed } from "./merge.ts";
import { type ListState, NOTHING, type Store, type StoreOptions } from "./state.ts";

export interface NotificationState extends ListState<Notification>, NotificationCounts {}

type Marked = "seen" | "read";

export interface NotificationStore extends Store<NotificationState> {
  /** Forgets the list, so that polls only request the counts: for when the list is closed. */
  unload(): Promise<boolean>;
  /** Requests what polls request: the counts, and the first page if the list is loaded. */
  poll(): Promise<boolean>;
  /** Marks groups as they are shown; without groups, what the newest first page could see. */
  mark(what: Marked, groups?: readonly Notification[]): Promise<boolean>;
  /** Removes the present actions of a group for good. */
  dismiss(id: string): Promise<boolean>;
}

export interface NotificationStoreOptions extends StoreOptions {
  /** `verb`, `unseen`, `unread`, `limit`; `user`: for services. */
  readonly query?: QueryOf<"getNotifications"> | undefined;
}

type Calls = "notifications" | "notificationCounts" | "markNotifications" | "dismiss";

const ORDER: Order<Notification> = {
  id: ({ id }) => id,
  place: ({ latest_at, id }) => latest_at + id,
};
const MOST_MARKS = 100;
const NO_COUNTS: NotificationCounts = { unseen: 0, unread: 0, more: false };

/** A user's notifications: the counts for a bell, and the list behind it. */
export function createNotificationStore(
  client: Pick<Client, Calls>,
  { query = {}, ...options }: NotificationStoreOptions = {},
): NotificationStore {
  const whose = query.user === undefined ? {} : { user: query.user };
  let [next, pageMark]: [string | null, string | null] = [null, null];
  /** What is marked of all groups below: deeper pages show it as of their first page. */
  let below: readonly Marked[] = [];
  const store: Machine<NotificationState> = machine({ ...NOTHING, ...NO_COUNTS }, options, () => poll());
  const items = () => store.snapshot().items;

  function shown(walked: Walked<Notification>, { unseen, unread, more }: NotificationCounts) {
    if (walked.next !== next) below = [];
    next = walked.next;
    const known = new Map(items().map((item) => [item.id, item]));
    const kept = walked.items.map((item) => withMarks(item, known.get(item.id)));
    return { items: kept, unseen, unread, more, hasNext: next !== null, loaded: true };
  }

  const begin = (known: () => readonly Notification[], limit: number | undefined, what?: string, rows = 0) =>
    store.read(async (reading: ReadOptions) => {
      const list = client.notifications({ ...query, ...(limit && { limit }) }, reading);
      const page = await beginning(list, rows);
      return () => {
        pageMark = page.mark;
        return shown(refreshed({ items: known(), next }, page, ORDER), page);
      };
    }, what);

  const refresh = () => begin(items, limitFor(items().length, query.limit));
  const poll = (): Promise<boolean> =>
    store.snapshot().loaded
      ? begin(items, query.limit, "page")
      : store.read(async (reading) => {
          const counts = await client.notificationCounts(whose, reading);
          return () => counts;
        }, "counts");

  async function send(what: Marked, given: string | string[], groups: readonly Notification[]) {
    let isAll = groups.length > 0;
    const isDone = await store.write(async (calling) => {
      const counts = await client.markNotifications({ [what]: given }, whose, calling);
      return () => {
        const isNone = counts[`un${what}`] === 0;
        if (isNone) below = [...below, what];
        isAll ||= isNone;
        const covered = new Set(groups.map(stateOf));
        const flagged = items().map((item) => (isNone || covered.has(stateOf(item)) ? as(what, item) : item));
        return { ...counts, items: flagged };
      };
    });
    // Only the service knows whether later arrivals are covered.
    return isDone && (isAll || refresh());
  }

  let growing: Promise<boolean> | undefined;
  return {
    ...{ subscribe: store.subscribe, snapshot: store.snapshot, poll, refresh },
    load: (rows = 0) => begin(() => [], queryFor(rows, query.limit).limit, undefined, rows),
    unload: () =>
      store.read(() => {
        [next, pageMark, below] = [null, null, []];
        return Promise.resolve(() => ({ items: [], hasNext: false, loaded: false }));
      }),
    next: () =>
      (growing ??= store
        .read(async (reading) => {
          if (next === null) return () => ({});
          const page: NotificationPage = await client.notifications(query, reading).page(next);
          const results = page.results.map((item) => below.reduce((one, what) => as(what, one), item));
          return () => {
            const [walked, marked] = [appended({ items: items(), next }, { ...page, results }, ORDER), below];
            const change = shown(walked, page);
            below = marked;
            return change;
          };
        })
        .finally(() => (growing = undefined))),
    async mark(what, groups) {
      const state = store.snapshot();
      if (groups === undefined && pageMark !== null)
        return state[`un${what}`] === 0 || send(what, pageMark, []);
      const open = (groups ?? state.items).filter((group) => !group[what]);
      for (let at = 0; at < open.length; at += MOST_MARKS) {
        const some = open.slice(at, at + MOST_MARKS);
        if (
          !(await send(
            what,
            some.map(({ mark }) => mark),
            some,
          ))
        )
          return false;
      }
      return true;
    },
    async dismiss(id) {
      const isDone = await store.write(async (calling) => {
        await client.dismiss(id, whose, calling);
        return () => ({ items: items().filter((item) => item.id !== id) });
      });
      return isDone && poll();
    },
  };
}

const stateOf = ({ id, latest }: Notification): string => `${id} ${latest.id}`;

const as = (what: Marked, item: Notification): Notification => ({
  ...{ ...item, seen: true, read: item.read || what === "read" },
});

/** A mark only rises: it holds until something arrives. */
const withMarks = (item: Notification, known: Notification | undefined): Notification =>
  known !== undefined && stateOf(known) === stateOf(item)
    ? { ...item, seen: item.seen || known.seen, read: item.read || known.read }
    : item;
