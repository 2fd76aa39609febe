import type { Limits } from "./limits.ts";
import { type Direction, type Position, type Range, type Walk, after, before, narrow } from "./position.ts";

interface Positioned {
  readonly position: Position;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly rest: Position | undefined;
}

/** Which items of a walk belong on a page, and how many bytes each is read from. */
export interface Selection<T> {
  readonly limits: Pick<Limits, "examined" | "examinedBytes" | "filteredChunk">;
  matches(item: T): boolean;
  bytesOf?(item: T): number;
}

const ALL: Selection<unknown> = {
  matches: () => true,
  limits: { examined: Infinity, examinedBytes: Infinity, filteredChunk: Infinity },
};

export interface Stop<T> {
  readonly last: Position | undefined;
  readonly next: T | undefined;
  /** Whether `take` had enough, rather than the limits. */
  readonly enough: boolean;
}

/** Goes along a walk until `take` says that it had enough before, or the selection's limits are reached. */
export async function examine<T extends Positioned>(
  walk: AsyncIterable<T>,
  selection: Selection<T> | undefined,
  take: (item: T) => boolean,
): Promise<Stop<T>> {
  const { limits, matches, bytesOf = () => 0 } = selection ?? ALL;
  let [examined, bytes] = [0, 0];
  let last: Position | undefined;
  for await (const item of walk) {
    if (examined >= limits.examined || bytes >= limits.examinedBytes)
      return { last, next: item, enough: false };
    if (matches(item) && take(item)) return { last, next: item, enough: true };
    examined++;
    bytes += bytesOf(item);
    last = item.position;
  }
  return { last, next: undefined, enough: false };
}

/** Looks for one match beyond the page: no last page is empty. A selection may end it early: see `rest`. */
export async function takePage<T extends Positioned>(
  walk: AsyncIterable<T>,
  limit: number,
  selection?: Selection<T>,
): Promise<Page<T>> {
  const items: T[] = [];
  const { last, next, enough } = await examine(walk, selection, (item) => {
    if (items.length === limit) return true;
    items.push(item);
    return false;
  });
  return { items, rest: enough ? items.at(-1)?.position : next && last };
}

export interface Place {
  readonly direction: Direction;
  readonly position: Position;
  readonly inclusive: boolean;
}

export interface Shown<T> {
  readonly items: readonly T[];
  readonly next: Place | undefined;
  readonly prev: Place | undefined;
}

/** Turns a page of a walk into what is shown. `from` is the requested place; absent: the first page. */
export function showPage<T extends Positioned>(page: Page<T>, from: Place | undefined): Shown<T> {
  const items = from?.direction === "newer" ? page.items.toReversed() : page.items;
  const onward = (direction: Direction): Place | undefined =>
    page.rest === undefined ? undefined : { direction, position: page.rest, inclusive: false };
  if (from === undefined) return { items, next: onward("older"), prev: undefined };
  if (from.direction === "older")
    return { items, next: onward("older"), prev: back("newer", items.at(0), from) };
  return { items, next: back("older", items.at(-1), from), prev: onward("newer") };
}

function back(direction: Direction, edge: Positioned | undefined, from: Place): Place {
  return edge === undefined
    ? { direction, position: from.position, inclusive: !from.inclusive }
    : { direction, position: edge.position, inclusive: false };
}

/** Lists are shown by descending position, except those ordered by name. */
export type Order = "descending" | "ascending";

/** Which way a walk runs through the keys; `older` is the way a list is shown. */
export const keyDirection = (direction: Direction, order: Order): Direction =>
  order === "descending" ? direction : direction === "older" ? "newer" : "older";

/** The positions beyond a place, within `range`; `null` if there can be none. */
export function beyond(place: Place | undefined, range: Range, order: Order = "descending"): Range | null {
  if (place === undefined) return narrow(range, {});
  const { position, inclusive } = place;
  const older = keyDirection(place.direction, order) === "older";
  if (older) return narrow(range, { high: inclusive ? position : before(position) });
  return narrow(range, { low: inclusive ? position : after(position) });
}

export interface Walkable<T> {
  readonly items: AsyncIterable<T>;
  readonly selection?: Selection<T> | undefined;
}

export function bothSelections<T>(
  one: Selection<T> | undefined,
  other: Selection<T> | undefined,
): Selection<T> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { ...one, matches: (item) => one.matches(item) && other.matches(item) };
}

export interface PageSource<T extends Positioned> {
  readonly range?: Range | null;
  readonly order?: Order;
  readonly selection?: Selection<T> | undefined;
  open(walk: Walk): Promise<Walkable<T>> | Walkable<T>;
}

export async function readPage<T extends Positioned>(
  { range = {}, order = "descending", selection, open }: PageSource<T>,
  limit: number,
  from?: Place,
): Promise<Shown<T>> {
  const left = range && beyond(from, range, order);
  if (left === null) return showPage({ items: [], rest: undefined }, from);
  const direction = keyDirection(from?.direction ?? "older", order);
  const mostChunk = selection?.limits.filteredChunk;
  const { items, selection: found } = await open({ range: left, direction, chunk: limit + 1, mostChunk });
  return showPage(await takePage(items, limit, bothSelections(selection, found)), from);
}
