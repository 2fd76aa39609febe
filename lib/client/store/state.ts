export interface ListState<T> {
  readonly items: readonly T[];
  readonly hasNext: boolean;
  readonly loaded: boolean;
  /** Whether a request is under way; polls do not count. */
  readonly busy: boolean;
  /** Why the last attempt failed: a `ProblemError` or a network error. A success clears it. */
  readonly error: unknown;
}

/** Common to every store; it fits React's `useSyncExternalStore`. */
export interface Store<S> {
  /** Calls the listener after every change. @returns the function that unsubscribes */
  subscribe(listener: () => void): () => void;
  snapshot(): S;
  /** Reads the first page anew, at least so many `rows`, to restore a list. @returns whether it succeeded */
  load(rows?: number): Promise<boolean>;
  /** Adds older items at the end; several calls at once are one. */
  next(): Promise<boolean>;
  /** Reads newer items, and changes of the first 100 shown. */
  refresh(): Promise<boolean>;
}

export interface StoreOptions {
  /** Ends the store and the requests that are under way. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between polls; it polls while there is a subscriber and the tab is visible. */
  readonly every?: number | undefined;
}

export const NOTHING = {
  items: [],
  hasNext: false,
  loaded: false,
  busy: false,
  error: undefined,
} as const;
