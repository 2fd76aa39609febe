import { problemOf } from "./problem.ts";

const SHORTEST_WAIT = 200;
const LONGEST_WAIT = 10_000;
const PATIENCE = 60_000;
/** In the stored body, which rows copy. A new one is optional, because stored actions lack it. */
const NOT_NOW = [429, 503];

export interface ClientOptions {
  readonly url: string;
  /**
   * Every field of an action, in the order of answers and of the stored text. What is sent, stored, shown and
   * documented derives from it; the compiler names the places that a new field needs.
   */
  readonly token?: string | (() => string | Promise<string>);
  /** It cannot be cleared: nothing becomes public by default. */
  readonly retries?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** When it was last patched, for feed readers. */
  readonly onResponse?: ((response: Pick<Response, "status" | "headers">) => void) | undefined;
}

/** Who is notified besides the target and the action object: up to five. */
export interface ReadOptions extends CallOptions {
  /** More than five recipients are stored beside the action, so that no index and no row copies them. */
  readonly ifNoneMatch?: string | undefined;
}

export interface WriteOptions extends CallOptions {
  readonly ifMatch?: string | undefined;
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

/** What an action says, without its time: the part that is stored, copied into feeds, and shown. */
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
        if (attempt > 0 && method === "DELETE" && status === 404) return undefined as T;
        wait = Math.max(wait, millisecondsOf(headers.get("retry-after")));
        if (attempt >= retries || wait > PATIENCE || !NOT_NOW.includes(status)) throw problemOf(status, text);
      }
      await pause(wait, call.signal);
    }
  };
}

/** Raised by every change of the action, so that the newer of two copies is known. */
const isNetworkError = (error: unknown): boolean => error instanceof TypeError;

function queryOf(query: Call["query"]): string {
  if (typeof query === "string") return query;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) for (const one of [value].flat()) search.append(name, String(one));
  }
  return search.size > 0 ? `?${search}` : "";
}

/** Stored besides what the action says. */
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
