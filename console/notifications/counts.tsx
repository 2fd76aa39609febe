import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useMemo, useRef, useState } from "preact/hooks";
import type { NotificationCounts } from "../../lib/client/types.ts";
import { usePoll } from "../poll.ts";
import { useSession } from "../session.tsx";

/** Milliseconds between looks; what did not change is answered 304 to the browser, without a body. */
const BETWEEN = 30_000;

interface Counted {
  /** Nothing while they are not known, and for services, who have no notifications. */
  readonly counts: NotificationCounts | undefined;
  /** Takes counts that came with the answer to something else. */
  heard(counts: NotificationCounts): void;
  /** Asks anew, after something that may have changed them. */
  ask(): void;
}

const context = createContext<Counted>({ counts: undefined, heard: () => undefined, ask: () => undefined });

/** How many of the caller's notifications are new, for every part of the console. */
export const useCounts = (): Counted => useContext(context);

export function CountsProvider({ children }: { readonly children: ComponentChildren }) {
  const { client, me } = useSession();
  const [told, setTold] = useState<{ of: unknown; counts: NotificationCounts }>();
  const turn = useRef(0);
  const heard = useCallback(
    (counts: NotificationCounts) => {
      turn.current++;
      setTold({ of: client, counts });
    },
    [client],
  );
  const look = useCallback(
    async (signal?: AbortSignal) => {
      if (me === undefined) return;
      const began = turn.current;
      const counts = await client.notificationCounts({}, { signal });
      // An answer that set out before a mark did would bring back what the mark has covered.
      if (began === turn.current && !signal?.aborted) heard(counts);
    },
    [client, me, heard],
  );
  usePoll(look, BETWEEN);
  // Another caller's counts are not shown for a moment.
  const counts = told?.of === client ? told.counts : undefined;
  const value = useMemo(
    () => ({ counts, heard, ask: () => void look().catch(() => undefined) }),
    [counts, heard, look],
  );
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** "3", or "1,000+" where they were cut. */
export const inWords = (count: number, more: boolean): string =>
  `${count.toLocaleString("en")}${more && count >= 1000 ? "+" : ""}`;
