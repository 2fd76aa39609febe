import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import type { NewCount, NotificationCounts } from "../../lib/client/types.ts";
import { usePoll } from "../poll.ts";
import { useSession } from "../session.tsx";

/** Milliseconds between looks; what did not change is answered 304 to the browser, without a body. */
const BETWEEN = 30_000;

interface Counted {
  /** Nothing while they are not known, and for services, who have no notifications. */
  readonly counts: NotificationCounts | undefined;
  /** Takes counts that came with the answer to something else. */
  heard(counts: NotificationCounts): void;
  /** How much of the caller's feed is new. */
  readonly feed: NewCount | undefined;
  heardFeed(counts: NewCount): void;
  /** Asks anew, after something that may have changed them. */
  ask(): void;
}

const nothing = () => undefined;
const context = createContext<Counted>({
  counts: undefined,
  heard: nothing,
  feed: undefined,
  heardFeed: nothing,
  ask: nothing,
});

/** How many of the caller's notifications are new, for every part of the console. */
export const useCounts = (): Counted => useContext(context);

export function CountsProvider({ children }: { readonly children: ComponentChildren }) {
  const { client, me } = useSession();
  const notifications = useLatest(
    useCallback((signal?: AbortSignal) => client.notificationCounts({}, { signal }), [client]),
  );
  const feed = useLatest(useCallback((signal?: AbortSignal) => client.feedCounts({}, { signal }), [client]));
  const look = useCallback(
    async (signal?: AbortSignal) => {
      if (me !== undefined) await Promise.all([notifications.look(signal), feed.look(signal)]);
    },
    [me, notifications.look, feed.look],
  );
  usePoll(look, BETWEEN);
  const value = useMemo(
    (): Counted => ({
      counts: notifications.value,
      heard: notifications.heard,
      feed: feed.value,
      heardFeed: feed.heard,
      ask: () => void look().catch(nothing),
    }),
    [notifications, feed, look],
  );
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** The latest answer to a question. Another question, as of another caller, has none at first. */
function useLatest<T>(ask: (signal?: AbortSignal) => Promise<T>) {
  const [told, setTold] = useState<{ readonly by: unknown; readonly value: T }>();
  const turn = useRef(0);
  const heard = useCallback(
    (value: T) => {
      turn.current++;
      setTold({ by: ask, value });
    },
    [ask],
  );
  const look = useCallback(
    async (signal?: AbortSignal) => {
      const began = turn.current;
      const value = await ask(signal);
      // An answer that set out before a mark did would bring back what the mark has covered.
      if (began === turn.current && !signal?.aborted) heard(value);
    },
    [ask, heard],
  );
  const value = told?.by === ask ? told.value : undefined;
  return useMemo(() => ({ value, heard, look }), [value, heard, look]);
}

/** "3", or "1,000+" where they were cut. */
export const inWords = (count: number, more: boolean): string =>
  `${count.toLocaleString("en")}${more && count >= 1000 ? "+" : ""}`;
