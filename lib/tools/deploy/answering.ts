import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ROUTES, type RouteName } from "../../contract/routes.ts";
import type { Route } from "../../contract/route.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { createApiKey, revokeApiKey } from "../../store/access/api-keys.ts";
import type { Table } from "../../table/table.ts";

/** A small account cannot start many functions at once. */
const AT_ONCE = 4;
const CALL_TIMEOUT = 29_000;
const UNKNOWN = "deployment-check";

interface Options {
  readonly seconds: number;
  readonly print: (line: string) => void;
  readonly pause?: number;
}

export type Answering = "yes" | "no" | "unreachable";

/** Calls every route with a key that is revoked later. Writes send an unknown parameter: they are refused. */
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

/** What is wrong with a route's answer; `undefined` if a function has handled the request. */
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
    // Asked again: a new key is known within a second (401), and requests may be throttled (429).
    return response.status >= 500 || [401, 429].includes(response.status)
      ? `answers ${response.status}`
      : undefined;
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? "does not answer" : UNREACHABLE;
  }
}
