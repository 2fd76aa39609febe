import { problemOf } from "./problem.ts";

const SHORTEST_WAIT = 200;
const LONGEST_WAIT = 10_000;
/** Longer than this nobody waits: the error is the caller's. */
const PATIENCE = 60_000;
/** Statuses that say "not now". */
const NOT_NOW = [429, 503];

export interface ClientOptions {
  /** Where the service is, for one `https://api.example.com`. */
  readonly url: string;
  /** A user's token or a service's key, or who knows the present one: it is asked before every attempt. */
  readonly token?: string | (() => string | Promise<string>);
  /** How often a request is made again at most when it failed for now; 4 unless told. */
  readonly retries?: number;
}

export interface CallOptions {
  /** Ends the request, and the wait before the next attempt. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of the answer from which the result is made: its `ETag`, for one. */
  readonly onResponse?: ((response: Pick<Response, "status" | "headers">) => void) | undefined;
}

/** How something is read. */
export interface ReadOptions extends CallOptions {
  /** An `ETag`: where nothing has changed since, it is a `ProblemError` 304. */
  readonly ifNoneMatch?: string | undefined;
}

/**
 * Under which conditions something is written (RFC 9110, 13.1); where they do not hold, it is a
 * `ProblemError` 412.
 */
export interface WriteOptions extends CallOptions {
  /** Only what still has this `ETag`; `*`: only what is there. */
  readonly ifMatch?: string | undefined;
  /** Only what has another `ETag`; `*`: only what is not there. */
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

/**
 * Sends requests that may all be repeated: what must not happen twice has a key by which the service knows it
 * again.
 */
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
        // The attempt before this one did it, and its answer was lost.
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

/** `fetch` throws a TypeError when it cannot reach anybody, and when an answer breaks off. */
const isNetworkError = (error: unknown): boolean => error instanceof TypeError;

function queryOf(query: Call["query"]): string {
  if (typeof query === "string") return query;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) for (const one of [value].flat()) search.append(name, String(one));
  }
  return search.size > 0 ? `?${search}` : "";
}

/** `Retry-After` is seconds or a date. */
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
