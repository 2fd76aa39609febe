import type { Entry } from "../../../lib/domain/action.ts";
import type { EntityRef } from "../../../lib/domain/entity.ts";
import { type ActionFilters, notBy, ruleOf, selectionOf } from "../../../lib/domain/filters.ts";
import { type Place, type Shown, readPage } from "../../../lib/domain/page.ts";
import { openFeed } from "../../../lib/store/feeds/feeds.ts";
import { type Range, type Walk, positionOf } from "../../../lib/domain/position.ts";
import type { Table } from "../../../lib/table/table.ts";

/** What a reader may say of the owner's own actions. */
export const OWN = ["true", "false", "hide"] as const;

/** A walk through a feed, page by page, as `lib/http/list.ts` makes them. */
export interface Reading {
  readonly owner: EntityRef;
  readonly flag: string;
  readonly own: (typeof OWN)[number];
  readonly size: number;
  /** How many pages to read; all of them where it is `Infinity`. */
  readonly pages: number;
  /** Whether to go back to what is newer from there. */
  readonly back: boolean;
  readonly filters?: ActionFilters | undefined;
  /** Seconds. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** What a planted error makes of a page. */
export type Spoil = (page: Shown<Entry>) => Shown<Entry>;

/** A second of the past that programs post in. */
export const timestampOf = (second: number): string => `2025-01-01T00:00:0${second}.000Z`;

/**
 * The positions that `since` (inclusive) and `until` (exclusive) leave, as `lib/http/stream-list.ts` makes
 * them.
 */
export const rangeOf = ({ since, until }: Pick<Reading, "since" | "until">): Range => ({
  low: since === undefined ? undefined : positionOf(timestampOf(since), ""),
  high: until === undefined ? undefined : timestampOf(until),
});

/** Reads pages. @returns what was shown on the way down, and on the way back up */
export async function readPages(
  table: Table,
  reading: Reading,
  now: () => number,
  spoil: Spoil = (page) => page,
): Promise<{ down: Entry[]; up: Entry[] }> {
  const { owner, flag, own, size, filters = {} } = reading;
  const selection = selectionOf([ruleOf(filters), own === "hide" ? notBy(owner) : undefined], table.limits);
  const page = async (from: (Place & { generation?: number | undefined }) | undefined) => {
    let generation: number | undefined;
    const open = async (walk: Walk) => {
      const request = { owner, flag, own: own === "true", walk, generation: from?.generation };
      const opened = await openFeed(table, request, now());
      generation = opened.generation;
      return { items: opened.entries, selection: selectionOf([opened.rule], table.limits) };
    };
    const shown = spoil(await readPage({ range: rangeOf(reading), selection, open }, size, from));
    const place = (one: Place | undefined) => one && { ...one, generation };
    return { items: shown.items, next: place(shown.next), prev: place(shown.prev) };
  };
  const down: Entry[] = [];
  const up: Entry[] = [];
  let current = await page(undefined);
  down.push(...current.items);
  for (let count = 1; count < reading.pages && current.next !== undefined; count++) {
    current = await page(current.next);
    down.push(...current.items);
  }
  if (!reading.back) return { down, up };
  up.unshift(...current.items);
  while (current.prev !== undefined) {
    current = await page(current.prev);
    up.unshift(...current.items);
  }
  return { down, up };
}
