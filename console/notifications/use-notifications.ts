import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import {
  type NotificationState,
  createNotificationStore,
} from "../../lib/client/store/notification-store.ts";
import type { Notification } from "../../lib/client/types.ts";
import { whenTopIsSeen } from "../poll.ts";
import { useSession } from "../session.tsx";
import { sayWhy } from "../shell/failure.tsx";
import { useStore } from "../use-store.ts";
import { useCounts } from "./counts.tsx";

export interface Notifications extends NotificationState {
  /** How many groups have come since the page was read. */
  readonly arrived: number;
  /** Why the last deed failed, or nothing. */
  readonly failure: string;
  /** Whether a group was unseen when the page first showed it so. */
  isNew(group: Notification): boolean;
  read(group: Notification): void;
  readAll(): void;
  /** Says whether it is gone. */
  dismiss(group: Notification): Promise<boolean>;
  next(): void;
  again(): void;
  refresh(): Promise<boolean>;
}

/**
 * The caller's notifications. What a page shows is marked as seen when somebody looks at its top, by the
 * page's own mark: what arrives meanwhile stays new.
 */
export function useNotifications(filters: Readonly<Record<string, string>>): Notifications {
  const { client } = useSession();
  const { counts, heard } = useCounts();
  const query = JSON.stringify(filters);
  const make = useCallback(
    (signal: AbortSignal) => createNotificationStore(client, { query: JSON.parse(query) as object, signal }),
    [client, query],
  );
  const { store, state, again } = useStore(make, true);
  const { items, loaded, unseen, unread, more } = state;
  const [failure, setFailure] = useState("");
  const fresh = useRef(new Set<string>()).current;
  for (const group of items) if (!group.seen) fresh.add(stateOf(group));

  const attempt = async (deed: Promise<boolean>) => {
    const isDone = await deed;
    setFailure(isDone ? "" : sayWhy(store.snapshot().error));
    return isDone;
  };
  useEffect(() => {
    if (loaded) heard({ unseen, unread, more });
  }, [loaded, unseen, unread, more, heard]);
  useEffect(() => {
    if (!loaded || unseen === 0 || items.length === 0) return;
    return whenTopIsSeen(() => void attempt(store.mark("seen")));
  }, [store, loaded, unseen, items]);

  return {
    ...state,
    arrived: loaded && unseen === 0 ? (counts?.unseen ?? 0) : 0,
    failure,
    isNew: (group) => !group.read && fresh.has(stateOf(group)),
    read: (group) => void attempt(store.mark("read", [group])),
    readAll: () => void attempt(store.mark("read")),
    dismiss: ({ id }) => attempt(store.dismiss(id)),
    next: () => void store.next(),
    again,
    refresh: store.refresh,
  };
}

/** A group that gains an action is new again. */
const stateOf = ({ id, latest }: Notification): string => `${id} ${latest.id}`;
