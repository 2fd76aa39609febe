import * as z from "zod/mini";
import { INDEXES, TTL_ATTRIBUTE } from "../../contract/table.ts";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { suppressUnhandled } from "../../domain/merge.ts";
import type { Head } from "../../domain/notifications/head.ts";
import { type Marked, SETTLED } from "../../domain/notifications/marks.ts";
import { type Position, type Walk, nextChunk, rest } from "../../domain/position.ts";
import { HOUR } from "../../domain/time.ts";
import { groupOfHead, hiddenPosition, noteHiddenKey, notePartition, parseArrived } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";

export interface Arrival extends Marked {
  readonly id: string;
  readonly incarnation: Incarnation;
  readonly verb: string;
  /** The newest arrival of any member, and whether no member is visible. */
  readonly high: number;
  readonly isHidden: boolean;
  readonly position: Position;
}

const storedArrival = z.object({
  sk: z.string(),
  arrived: z.string(),
  verb: z.string(),
  newest: z.number(),
  high: z.number(),
  seen: z._default(z.number(), 0),
  read: z._default(z.number(), 0),
});

export type Arrivals = AsyncIterable<Arrival>;

/** What a mark has to name is younger than this, whatever the clock of its reader says. */
const YOUNG = 2 * SETTLED;

/**
 * The item that shows marks the newest arrival of a group in which something young was hidden: its head stands
 * where its newest visible member arrived. Nobody else needs it, and a mark never for longer than a minute.
 */
export function hiddenArrival(
  owner: EntityRef,
  group: string,
  { head, hidden, now }: { readonly head: Head; readonly hidden: number; readonly now: number },
): Record<string, unknown> | undefined {
  if (hidden <= now - YOUNG) return undefined;
  const { incarnation, verb, high } = head;
  const arrived = hiddenPosition(incarnation, high, group);
  return {
    ...noteHiddenKey(owner, group),
    ...({ arrived, verb, newest: 0, high } satisfies Omit<z.input<typeof storedArrival>, "sk">),
    epoch: incarnation,
    [TTL_ATTRIBUTE]: Math.ceil((high + HOUR) / 1000),
  };
}

/** N8. A walk over somebody's groups by arrival, of every incarnation, each once, and what is hidden in them. */
export async function* arrivals(
  table: Table,
  owner: EntityRef,
  walk: Walk,
): AsyncGenerator<Arrival, void, undefined> {
  const met = new Set<string>();
  let left = { ...walk, mostChunk: table.limits.filteredChunk };
  for (;;) {
    const { range, direction, chunk } = left;
    const options = { index: INDEXES.arrival, range, direction, limit: chunk };
    const items = await query(table, notePartition(owner), options);
    for (const item of items) {
      const { sk, arrived, newest, ...marks } = storedArrival.parse(item);
      const id = groupOfHead(sk);
      if (!met.has(sk))
        yield { id, position: arrived, isHidden: newest === 0, ...parseArrived(arrived), ...marks };
      met.add(sk);
    }
    const last = items.at(-1);
    if (last === undefined || items.length < chunk) return;
    left = { ...left, range: rest(range, direction, String(last["arrived"])), chunk: nextChunk(left) };
  }
}

export async function* alive(
  walk: Arrivals,
  { incarnation, cutoff }: { readonly incarnation: Incarnation; readonly cutoff: number },
): AsyncGenerator<Arrival, void, undefined> {
  for await (const arrival of walk)
    if (arrival.incarnation === incarnation && arrival.at > cutoff) yield arrival;
}

export async function* visible(walk: Arrivals): AsyncGenerator<Arrival, void, undefined> {
  for await (const arrival of walk) if (!arrival.isHidden) yield arrival;
}

/** A walk for several readers, which reads each item once and starts beside its first reader's other work. */
export function shared(walk: AsyncGenerator<Arrival, void, undefined>): Arrivals {
  const take = async () => (await walk.next()).value ?? undefined;
  const read = [suppressUnhandled(take())];
  return {
    async *[Symbol.asyncIterator]() {
      for (let index = 0; ; index++) {
        const arrival = await (read[index] ??= take());
        if (arrival === undefined) return;
        yield arrival;
      }
    },
  };
}
