import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ROUTES, type RouteName } from "../../contract/routes.ts";
import type { Route } from "../../contract/route.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { createApiKey, revokeApiKey } from "../../store/access/api-keys.ts";
import type { Table } from "../../table/table.ts";

/** Functions that start at once would take all that a small account runs. */
const AT_ONCE = 4;
const CALL_TIMEOUT = 29_000;
const UNKNOWN = "deployment-check";

interface Options {
  /** How long until all must have answered, in seconds. */
  readonly seconds: number;
  /** Hears of each route that did not answer as it should. */
  readonly print: (line: string) => void;
  /** Milliseconds before those that did not are asked again. */
  readonly pause?: number;
}

/**
 * Whether every function of the API answers, or that nobody can tell, because the stage cannot be reached
 * from here.
 */
export type Answering = "yes" | "no" | "unreachable";

/**
 * Calls every route of a stage over HTTP as a service, with a key of its own that is revoked then. Reads
 * read; of writes only the refusal of an unknown parameter is looked at, which changes nothing.
 */
export async function apiAnswers(
  url: string,
  table: Table,
  { seconds, print, pause = 3000 }: Options,
): Promise<Answering> {
  const name = `deployment-${randomBytes(6).toString("hex")}`;
  const key = await createApiKey(table, { name, scopes: ["read", "write"] }, Date.now());
  if (key === undefined) throw new Error(`There is a key named ${name} already.`);
  try {
    let open = Object.keys(ROUTES) as RouteName[];
    for (const end = Date.now() + seconds * 1000; ; await sleep(pause)) {
      const wrong = await eachAtMost(AT_ONCE, open, async (route) => ({
        route,
        text: await wrongWith(url, key, ROUTES[route]),
      }));
      open = wrong.filter(({ text }) => text !== undefined).map(({ route }) => route);
      if (open.length === 0) return "yes";
      if (wrong.every(({ text }) => text === UNREACHABLE)) return "unreachable";
      for (const { route, text } of wrong) if (text !== undefined) print(`  ${route}: ${text}`);
      if (Date.now() >= end) return "no";
    }
  } finally {
    await revokeApiKey(table, name);
  }
}

const UNREACHABLE = "the stage cannot be reached from here";

/**
 * What is wrong with a route's answer; `undefined` where a function has read the request, and answers for
 * itself.
 */
async function wrongWith(url: string, key: string, { method, path }: Route): Promise<string | undefined> {
  const there = path.replace("{collection}", "users").replace("{id}", UNKNOWN);
  const query = method === "GET" ? "" : `?${UNKNOWN}=1`;
  try {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${url}${there}${query}`, {
      method,
      headers,
      signal: AbortSignal.timeout(CALL_TIMEOUT),
    });
    await response.arrayBuffer();
    // A new key is known within a second, and only too many at once are 429: both are asked again.
    return response.status >= 500 || [401, 429].includes(response.status)
      ? `answers ${response.status}`
      : undefined;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "does not answer" : UNREACHABLE;
  }
}
