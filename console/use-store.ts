import { useEffect, useMemo, useState } from "preact/hooks";
import type { Page } from "../lib/client/list.ts";
import {
  type ListStore,
  type ListStoreOptions,
  type ListStoreState,
  createListStore,
} from "../lib/client/store/list-store.ts";
import type { ListState, Store } from "../lib/client/store/state.ts";
import { leftBefore } from "./history.ts";
import { isForNow } from "./shell/failure.tsx";

const TRY_AGAIN = 3_000;

interface Used<T extends Store<ListState<unknown>>> {
  readonly store: T;
  readonly state: ReturnType<T["snapshot"]>;
  /** Reads anew what is newest, and what has changed; older items stay. */
  again(): void;
}

/**
 * A store and its state, for as long as `make` is the same function. It is loaded at once: a `main` list of a
 * page on the way back as deep as it was left. While it never came it is asked for again.
 */
export function useStore<T extends Store<ListState<unknown>>>(
  make: (signal: AbortSignal) => T,
  isMain: boolean,
): Used<T> {
  const { store, controller } = useMemo(() => {
    const controller = new AbortController();
    return { store: make(controller.signal), controller };
  }, [make]);
  const [, redraw] = useState<unknown>();
  useEffect(() => {
    const stop = store.subscribe(() => redraw(store.snapshot()));
    void store.load(isMain ? leftBefore()?.rows : 0);
    return () => {
      stop();
      controller.abort();
    };
  }, [store, controller]);
  const state = store.snapshot() as ReturnType<T["snapshot"]>;
  const again = () => void store.refresh();
  const isWaiting = isForNow(state.error) && !state.loaded;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(again, TRY_AGAIN);
    return () => clearInterval(timer);
  }, [isWaiting, store]);
  return { store, state, again };
}

interface Listed<T, P extends Page<T>> extends ListStoreState<T, P>, Pick<Used<ListStore<T, P>>, "again"> {
  more(): void;
  /** As `again`, and says whether it went through. */
  refresh(): Promise<boolean>;
}

/** A list, page after page on demand, for as long as `options` are the same object. */
export function useList<T, P extends Page<T>>(options: ListStoreOptions<T, P>, isMain = true): Listed<T, P> {
  const make = useMemo(() => (signal: AbortSignal) => createListStore({ ...options, signal }), [options]);
  const { store, state, again } = useStore(make, isMain);
  return { ...state, again, refresh: store.refresh, more: () => void store.next() };
}
