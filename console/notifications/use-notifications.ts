import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Notification, NotificationCounts, NotificationPage } from "../../lib/client/types.ts";
import { type Pages, usePages } from "../pages.ts";
import { whenVisible } from "../poll.ts";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";
import { useCounts } from "./counts.tsx";

interface Notifications extends Pages<Notification, NotificationPage> {
  /** How many groups have come since the page was read. */
  readonly arrived: number;
  /** Why the last deed failed, or nothing. */
  readonly failure: string;
  read(group: Notification): void;
  readAll(): void;
  /** Says whether it is gone. */
  dismiss(group: Notification): Promise<boolean>;
}

/** What the caller has done to the page that is shown, once the service has answered. */
interface Done {
  readonly page: NotificationPage | undefined;
  readonly isSeen: boolean;
  readonly isAllRead: boolean;
  readonly read: ReadonlySet<string>;
  readonly dismissed: ReadonlySet<string>;
}
const NOTHING: Done = {
  page: undefined,
  isSeen: false,
  isAllRead: false,
  read: new Set(),
  dismissed: new Set(),
};

const idOf = ({ id }: Notification): string => id;

/**
 * The caller's notifications. What a page shows is marked as seen when somebody looks at it, by the page's
 * own mark: what arrives meanwhile stays new.
 */
export function useNotifications(filters: Readonly<Record<string, string>>): Notifications {
  const { client } = useSession();
  const { counts, heard, ask } = useCounts();
  const query = JSON.stringify(filters);
  const list = useCallback(
    (signal: AbortSignal) => client.notifications(JSON.parse(query) as object, { signal }),
    [client, query],
  );
  const pages = usePages(list, idOf);
  const { first } = pages;
  const [kept, setDone] = useState(NOTHING);
  const done = kept.page === first ? kept : NOTHING;
  const [failure, setFailure] = useState("");
  const add = useCallback(
    (change: (done: Done) => Partial<Done>) =>
      setDone((now) => {
        const before = now.page === first ? now : NOTHING;
        return { ...before, page: first, ...change(before) };
      }),
    [first],
  );
  const attempt = useCallback(async (work: () => Promise<void>) => {
    try {
      await work();
      setFailure("");
      return true;
    } catch (error) {
      setFailure(sayWhy(error));
      return false;
    }
  }, []);
  const mark = useCallback(
    (how: "seen" | "read", what: string | readonly string[], change: (done: Done) => Partial<Done>) =>
      attempt(async () => {
        const told: NotificationCounts = await client.markNotifications({ [how]: what });
        heard(told);
        add(change);
      }),
    [client, heard, add, attempt],
  );
  useEffect(() => {
    if (first === undefined || first.unseen === 0 || first.results.length === 0) return;
    const seen = first.mark ?? marksOf(first.results);
    return whenVisible(() => void mark("seen", seen, () => ({ isSeen: true })));
  }, [first]);

  const items = useMemo(
    () =>
      pages.items
        .filter(({ id }) => !done.dismissed.has(id))
        .map((group) =>
          done.isAllRead || done.read.has(group.mark) ? { ...group, seen: true, read: true } : group,
        ),
    [pages.items, done],
  );
  return {
    ...pages,
    items,
    arrived: first?.mark && (done.isSeen || first.unseen === 0) ? (counts?.unseen ?? 0) : 0,
    failure,
    read: (group) =>
      void mark("read", [group.mark], ({ read }) => ({ read: new Set([...read, group.mark]) })),
    readAll: () => {
      const listed = marksOf(items);
      if (first?.mark) void mark("read", first.mark, () => ({ isAllRead: true }));
      else if (listed.length > 0)
        void mark("read", listed, ({ read }) => ({ read: new Set([...read, ...listed]) }));
    },
    dismiss: ({ id }) =>
      attempt(async () => {
        await client.dismiss(id);
        add(({ dismissed }) => ({ dismissed: new Set([...dismissed, id]) }));
        ask();
      }),
  };
}

/** A list of some verbs has no mark, since it did not see the rest: it covers what it lists. */
const marksOf = (groups: readonly Notification[]): string[] =>
  groups
    .filter(({ read }) => !read)
    .slice(0, 100)
    .map(({ mark }) => mark);
