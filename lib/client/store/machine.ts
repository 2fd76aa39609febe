import type { ReadOptions } from "../send.ts";
import { polling } from "./polling.ts";
import type { ListState, StoreOptions } from "./state.ts";

type Ask<S> = (options: ReadOptions) => Promise<() => Partial<S>>;

interface Held {
  readonly what: string;
  readonly etag: string;
}

export interface Machine<S> {
  subscribe(listener: () => void): () => void;
  snapshot(): S;
  /** `what` names a poll: it is a conditional request, and gives way to requests of people. */
  read(ask: Ask<S>, what?: string): Promise<boolean>;
  write(ask: Ask<S>): Promise<boolean>;
}

/** Reads run one after another, and again where a mark came between; failures are in `error`, not thrown. */
export function machine<S extends ListState<unknown>>(
  initial: S,
  { signal: end, every }: StoreOptions,
  poll: () => Promise<unknown>,
): Machine<S> {
  let state = initial;
  let [writes, running] = [0, 0];
  let held: Held | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let polled: AbortController | undefined;
  const listeners = new Set<() => void>();

  function set(change: Partial<S> | Partial<ListState<unknown>>): void {
    const differs = Object.entries(change).some(([name, value]) => state[name as keyof S] !== value);
    if (!differs || end?.aborted === true) return;
    state = { ...state, ...change };
    for (const listener of [...listeners])
      try {
        listener();
      } catch (error) {
        // A listener that throws must not stop the store or other listeners.
        console.error(error);
      }
  }

  async function attempt(work: () => Promise<Partial<S>>, isQuiet: boolean): Promise<boolean> {
    if (end?.aborted === true) return false;
    const busy = (by: number) => (isQuiet ? {} : { busy: (running += by) > 0 });
    set(busy(1));
    const { isDone, change } = await work().then(
      (found) => ({ isDone: true, change: { ...found, error: undefined } }),
      (error: unknown) => {
        const isUnchanged = (error as { status?: unknown }).status === 304;
        return { isDone: isUnchanged, change: isUnchanged ? { error: undefined } : { error } };
      },
    );
    set({ ...(change.error === DROPPED ? {} : change), ...busy(-1) });
    return isDone;
  }

  async function latest(ask: Ask<S>, signal: AbortSignal | undefined, what?: string): Promise<Partial<S>> {
    for (;;) {
      const before = writes;
      let etag: string | null = null;
      const take = await ask({
        ...{ signal, ifNoneMatch: held?.what === what ? held?.etag : undefined },
        onResponse: ({ headers }) => (etag = headers.get("etag")),
      });
      if (writes !== before) continue;
      held = what === undefined || etag === null ? undefined : { what, etag };
      return take();
    }
  }

  function read(ask: Ask<S>, what?: string): Promise<boolean> {
    polled?.abort(DROPPED);
    const own = what === undefined ? undefined : (polled = new AbortController());
    const signals = [end, own?.signal].filter((signal) => signal !== undefined);
    const signal = signals.length > 0 ? AbortSignal.any(signals) : undefined;
    const done = turn.then(() => attempt(() => latest(ask, signal, what), own !== undefined));
    turn = done;
    return done;
  }

  const write = (ask: Ask<S>): Promise<boolean> =>
    attempt(async () => {
      try {
        return (await ask({ signal: end }))();
      } finally {
        // A failed write may have arrived all the same.
        writes++;
        held = undefined;
      }
    }, false);

  const polls = every === undefined ? undefined : polling(every, poll, () => state.error !== undefined);
  end?.addEventListener("abort", () => polls?.stop());

  function subscribe(listener: () => void): () => void {
    const own = () => listener();
    listeners.add(own);
    if (end?.aborted !== true) polls?.start();
    return () => {
      listeners.delete(own);
      if (listeners.size === 0) polls?.stop();
    };
  }

  return { subscribe, snapshot: () => state, read, write };
}

const DROPPED = new Error("Something else was asked for.");
