/** What a store has of a list. */
export interface ListState<T> {
  readonly items: readonly T[];
  /** Whether there are older ones, for `next`. */
  readonly hasNext: boolean;
  /** Whether the list was loaded. */
  readonly loaded: boolean;
  /** Whether something that was asked for is on its way; polls do not count. */
  readonly busy: boolean;
  /** Why the last attempt failed: a `ProblemError`, or what a network throws. A success clears it. */
  readonly error: unknown;
}

/** What is the same of every store: it fits React's `useSyncExternalStore` as it is. */
export interface Store<S> {
  /** Calls the listener after every change, until the function that it returns is called. */
  subscribe(listener: () => void): () => void;
  /** The state now, the same object until something changes. */
  snapshot(): S;
  /** Reads the first page anew and forgets what was shown. @returns whether it went through */
  load(): Promise<boolean>;
  /** Reads what is older and puts it below; several calls at once are one. */
  next(): Promise<boolean>;
  /** Reads what is newer, and what has changed of the first 100 shown; older ones stay below them. */
  refresh(): Promise<boolean>;
}

export interface StoreOptions {
  /** Ends the store: what is on its way is dropped, and nothing is asked any more. */
  readonly signal?: AbortSignal | undefined;
  /** Polls so often, in milliseconds, while somebody is subscribed and the tab can be seen. */
  readonly every?: number | undefined;
}

export const NOTHING = {
  items: [],
  hasNext: false,
  loaded: false,
  busy: false,
  error: undefined,
} as const;
