import { setTimeout as sleep } from "node:timers/promises";
import { apiAs } from "./api.ts";
import { progress } from "./figures.ts";
import { countRows, fansOf } from "./seed.ts";
import type { Table } from "../../table/table.ts";

const LOOK_EVERY = 20;
const COUNT_EVERY = 100;

export async function timedDelivery(
  table: Table,
  url: string,
  poster: string,
  followers: number,
): Promise<number> {
  const api = await apiAs(url, poster);
  const { id, timestamp } = (await api.call("POST", "/actions", { verb: "pushed" })) as {
    id: string;
    timestamp: string;
  };
  const fans = fansOf(poster, followers);
  const began = performance.now();
  while ((await countRows(table, fans, timestamp, id)) < followers) await sleep(LOOK_EVERY);
  return performance.now() - began;
}

export async function deliveriesEvery(
  every: number,
  deliver: () => Promise<number>,
  signal: AbortSignal,
): Promise<number[]> {
  const under: Promise<number>[] = [];
  while (!signal.aborted) {
    under.push(deliver());
    await sleep(every);
  }
  return Promise.all(under);
}

interface Complete {
  readonly at: number;
  readonly rows: number;
  readonly counts: number;
}

export async function complete(count: () => Promise<number>, expected: number): Promise<Complete> {
  for (let counts = 1; ; counts++) {
    const at = performance.now();
    const rows = await count();
    if (rows >= expected) return { at, rows, counts };
    progress(`${rows} of ${expected} rows counted`);
    await sleep(COUNT_EVERY);
  }
}

/** An even sample of feeds is enough to see how far a fan-out is. */
export const sampleOf = <T>(fans: readonly T[], size: number): T[] =>
  fans.filter((_fan, index) => index % Math.max(1, Math.floor(fans.length / size)) === 0);
