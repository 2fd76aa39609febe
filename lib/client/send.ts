import { problemOf } from "./problem.ts";

const SHORTEST_WAIT = 200;
const LONGEST_WAIT = 10_000;
/** Milliseconds; a longer `Retry-After` is not waited for. */
const PATIENCE = 60_000;
const NOT_NOW = [429, 503];

export interface ClientOptions {
  readonly url: string;
  /** A user's token or a service's key, or a function that returns the present one for each attempt. */
  readonly token?: string | (() => string | Promise<string>);
  /** How often a request is retried at most; 4 by default. */
  readonly retries?: number;
}

export interface CallOptions {
  /** Ends the request, and the wait before a retry. */
  readonly signal?: AbortSignal | undefined;
  /** Gets the answer, for example for its `ETag`. */
  readonly onResponse?: ((response: Pick<Response, "status" | "headers">) => void) | undefined;
}

export interface ReadOptions extends CallOptions {
  /** An `ETag`: if nothing has changed since, a `ProblemError` 304 is thrown. */
  readonly ifNoneMatch?: string | undefined;
}

/** Conditions of a write (RFC 9110, 13.1); if they fail, a `ProblemError` 412 is thrown. */
export interface WriteOptions extends CallOptions {
  /** Only what still has this `ETag`; `*`: only what exists. */
  readonly ifMatch?: string | undefined;
  /** Only what has another `ETag`; `*`: only what does not exist. */
  readonly ifNoneMatch?: string | undefined;
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Call extends WriteOptions {
  readonly query?: Query | string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Send = <T>(method: string, path: string, call?: Call) => Promise<T>;

interface Answer {
  readonly response: Response;
  readonly text: string;
}

/** All requests may be repeated: those that must not happen twice have an idempotency key. */
export function sender({ url, token, retries = 4 }: ClientOptions): Send {
  const base = new URL(url).href.replace(/\/+$/, "");

  async function exchange(method: string, path: string, call: Call): Promise<Answer> {
    const { query, body, headers, signal, ifMatch, ifNoneMatch } = call;
    const bearer = typeof token === "function" ? await token() : token;
    const response = await fetch(`${base}${path}${queryOf(query)}`, {
      method,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(ifMatch && { "if-match": ifMatch }),
        ...(ifNoneMatch && { "if-none-match": ifNoneMatch }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    return { response, text: await response.text() };
  }

  return async <T>(method: string, path: string, call: Call = {}): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      let wait = Math.random() * Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** attempt);
      const answer = await exchange(method, path, call).catch((error: unknown) => {
        if (attempt >= retries || call.signal?.aborted || !isNetworkError(error)) throw error;
      });
      if (answer !== undefined) {
        const { response, text } = answer;
        const { ok, status, headers } = response;
        if (ok) {
          call.onResponse?.(response);
          return (text === "" ? undefined : JSON.parse(text)) as T;
        }
        // An earlier attempt deleted it, and its answer was lost.
        if (attempt > 0 && method === "DELETE" && status === 404) return undefined as T;
        const asked = millisecondsOf(headers.get("retry-after"));
        wait = Math.max(wait, asked);
        if (attempt >= retries || wait > PATIENCE || !NOT_NOW.includes(status))
          throw problemOf(status, text, asked > 0 ? Math.ceil(asked / 1000) : undefined);
      }
      await pause(wait, call.signal);
    }
  };
}

/** `fetch` throws a TypeError if the network fails, also within an answer. */
const isNetworkError = (error: unknown): boolean => error instanceof TypeError;

function queryOf(query: Call["query"]): string {
  if (typeof query === "string") return query;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) for (const one of [value].flat()) search.append(name, String(one));
  }
  return search.size > 0 ? `?${search}` : "";
}

function millisecondsOf(retryAfter: string | null): number {
  if (retryAfter === null) return 0;
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() || 0 : seconds * 1000;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
