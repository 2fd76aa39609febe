import { useCallback, useEffect, useReducer, useRef } from "preact/hooks";
import type { List, Page } from "../lib/client/list.ts";
import { isForNow } from "./shell/failure.tsx";

const TRY_AGAIN = 3_000;

/** How much of a list is known. */
interface Known<T, P> {
  readonly items: readonly T[];
  /** The first page, with what it says besides its items. */
  readonly first: P | undefined;
  /** The link to what follows; `null` at the end. */
  readonly next: string | null;
  readonly busy: boolean;
  readonly error: unknown;
}

type Change<P> =
  | { readonly type: "asked" }
  | { readonly type: "failed"; error: unknown }
  | { type: "began" | "grew"; page: P };

export interface Pages<T, P> extends Known<T, P> {
  more(): void;
  /** Reads the list anew from its first page; what is known stays until then. */
  again(): void;
}

/** A list, page after page on demand. `idOf` says which items are the same: each is shown once. */
export function usePages<T, P extends Page<T>>(
  list: (signal: AbortSignal) => List<T, P>,
  idOf: (item: T) => string,
): Pages<T, P> {
  const [known, dispatch] = useReducer(changed<T, P>(idOf), untouched);
  const controller = useRef(new AbortController());
  const latest = useRef(known);
  latest.current = known;

  const read = useCallback(
    async (link: string | null) => {
      controller.current.abort();
      controller.current = new AbortController();
      const { signal } = controller.current;
      dispatch({ type: "asked" });
      try {
        const page = await list(signal).page(link);
        if (!signal.aborted) dispatch({ type: link === null ? "began" : "grew", page });
      } catch (error) {
        if (!signal.aborted) dispatch({ type: "failed", error });
      }
    },
    [list],
  );
  useEffect(() => {
    void read(null);
    return () => controller.current.abort();
  }, [read]);
  const again = useCallback(() => void read(null), [read]);
  const more = useCallback(() => {
    const { next, busy } = latest.current;
    if (!busy && next !== null) void read(next);
  }, [read]);
  const isWaiting = isForNow(known.error) && known.first === undefined;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(again, TRY_AGAIN);
    return () => clearInterval(timer);
  }, [isWaiting, again]);
  return { ...known, more, again };
}

const untouched = { items: [], first: undefined, next: null, busy: true, error: undefined };

const changed =
  <T, P extends Page<T>>(idOf: (item: T) => string) =>
  (known: Known<T, P>, change: Change<P>): Known<T, P> => {
    switch (change.type) {
      case "asked":
        return { ...known, busy: true };
      case "failed":
        return { ...known, busy: false, error: change.error };
      case "began": {
        const { page } = change;
        return { items: page.results, first: page, next: page.next, busy: false, error: undefined };
      }
      case "grew": {
        const ids = new Set(known.items.map(idOf));
        const items = [...known.items, ...change.page.results.filter((item) => !ids.has(idOf(item)))];
        return { ...known, items, next: change.page.next, busy: false, error: undefined };
      }
    }
  };
