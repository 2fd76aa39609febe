import { useCallback, useEffect, useReducer, useRef } from "preact/hooks";
import type { List } from "../../lib/client/list.ts";
import { beginning } from "../../lib/client/store/beginning.ts";
import { queryFor } from "../../lib/client/store/merge.ts";
import type { Action } from "../../lib/client/types.ts";
import { leftBefore } from "../history.ts";
import { isForNow } from "../shell/failure.tsx";
import { type Stream, changed, untouched } from "./stream-state.ts";

const POLL = 10_000;
const TRY_AGAIN = 3_000;
/** More news than this are not counted: the stream is read anew. */
const MOST_NEWS = 100;

type Read = (query: { since?: string; limit?: number }, signal: AbortSignal) => List<Action>;

export interface LiveStream extends Stream {
  older(): void;
  /** Puts what is new on top. */
  showNews(): void;
  again(): void;
  /** The service has answered that an action is so now; without one, that it is deleted. */
  wrote(id: string, action: Action | undefined): void;
}

/**
 * A stream that grows at its end when asked and hears of news while it is looked at. `key` names what is
 * read.
 */
export function useStream(read: Read, key: string): LiveStream {
  const [stream, dispatch] = useReducer(changed, untouched);
  const controller = useRef(new AbortController());
  const latest = useRef(stream);
  latest.current = stream;

  const attempt = useCallback(async (work: (signal: AbortSignal) => Promise<void>) => {
    const { signal } = controller.current;
    await work(signal).catch((error: unknown) => signal.aborted || dispatch({ type: "failed", error }));
  }, []);

  const begin = useCallback(
    (rows: number, type: "began" | "renewed") => {
      controller.current.abort();
      controller.current = new AbortController();
      dispatch({ type: type === "began" ? "left" : "asked" });
      void attempt(async (signal) => {
        const shown = type === "began" ? rows : latest.current.items.length;
        const page = await beginning(read(queryFor(shown), signal), rows);
        if (!signal.aborted) dispatch({ type, page });
      });
    },
    [key],
  );

  useEffect(() => {
    // On the way back, all that was read before.
    begin(leftBefore()?.rows ?? 0, "began");
    return () => controller.current.abort();
  }, [begin]);

  const again = useCallback(() => begin(0, "renewed"), [begin]);

  const older = useCallback(() => {
    const { next, busy, error } = latest.current;
    if (busy || error !== undefined || next === null) return;
    dispatch({ type: "asked" });
    void attempt(async (signal) => {
      const page = await read({}, signal).page(next);
      if (!signal.aborted) dispatch({ type: "grew", page });
    });
  }, [key]);

  const poll = useCallback(() => {
    const { items, busy, error } = latest.current;
    if (busy || document.hidden || (error !== undefined && !isForNow(error))) return;
    const newest = items[0]?.timestamp;
    void attempt(async (signal) => {
      const page = await read(
        { limit: MOST_NEWS, ...(newest !== undefined && { since: newest }) },
        signal,
      ).page();
      if (!signal.aborted) dispatch({ type: "heard", page });
    });
  }, [key]);

  const failing = stream.error !== undefined;
  useEffect(() => {
    // What never began begins again, so that its end is known as well.
    const retry = () =>
      latest.current.began ? poll() : latest.current.busy || !isForNow(latest.current.error) || again();
    const timer = setInterval(failing ? retry : poll, failing ? TRY_AGAIN : POLL);
    document.addEventListener("visibilitychange", poll);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", poll);
    };
  }, [poll, failing]);

  const showNews = () => {
    if (stream.hasMoreNews) return begin(0, "began");
    dispatch({ type: "shown" });
    // A feed's mark has to cover what is shown now.
    if (stream.mark) again();
  };
  const wrote = useCallback(
    (id: string, action: Action | undefined) => dispatch({ type: "wrote", id, action }),
    [],
  );
  return { ...stream, older, showNews, again, wrote };
}
