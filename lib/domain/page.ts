import { type Direction, type Position, type Range, after, before, narrow } from "./position.ts";

/** Items examined for one page before a filtered page may be short. */
export const MAX_EXAMINED = 5000;

interface Positioned {
  readonly position: Position;
}

interface Page<T> {
  /** In the order of the walk. */
  readonly items: readonly T[];
  /** Where the walk goes on, or `undefined` at the end. */
  readonly rest: Position | undefined;
}

/**
 * Takes one page from a walk. It looks for one match more than fits, so that there is never an empty last page, and
 * gives up after `MAX_EXAMINED` items: then the page is short and `rest` says where to go on.
 */
export async function takePage<T extends Positioned>(
  walk: AsyncIterable<T>,
  limit: number,
  matches: (item: T) => boolean = () => true,
): Promise<Page<T>> {
  const items: T[] = [];
  let examined = 0;
  for await (const item of walk) {
    if (matches(item)) {
      if (items.length === limit) return { items, rest: items.at(-1)?.position };
      items.push(item);
    }
    if (++examined === MAX_EXAMINED) return { items, rest: item.position };
  }
  return { items, rest: undefined };
}

/** Where a page's reader stands: what a cursor holds. */
export interface Place {
  readonly direction: Direction;
  readonly position: Position;
  /** Whether the position itself belongs to the page. */
  readonly inclusive: boolean;
}

/** A page as it is shown, newest first, with the places of its neighbours. */
interface Shown<T> {
  readonly items: readonly T[];
  readonly next: Place | undefined;
  readonly prev: Place | undefined;
}

/** Turns a page of a walk into what is shown. `from` is the place it was asked for; none is the first page. */
export function showPage<T extends Positioned>(page: Page<T>, from: Place | undefined): Shown<T> {
  const items = from?.direction === "newer" ? page.items.toReversed() : page.items;
  const onward = (direction: Direction): Place | undefined =>
    page.rest === undefined ? undefined : { direction, position: page.rest, inclusive: false };
  if (from === undefined) return { items, next: onward("older"), prev: undefined };
  if (from.direction === "older") return { items, next: onward("older"), prev: back("newer", items.at(0), from) };
  return { items, next: back("older", items.at(-1), from), prev: onward("newer") };
}

/** The way back from a page; where the page is empty (all was deleted), from the place it was asked for. */
function back(direction: Direction, edge: Positioned | undefined, from: Place): Place {
  return edge === undefined
    ? { direction, position: from.position, inclusive: !from.inclusive }
    : { direction, position: edge.position, inclusive: false };
}

/** Lists are shown by descending position, but for those ordered by name. */
export type Order = "descending" | "ascending";

/** Which way a walk in this direction runs through the keys: `older` is the way a list is shown. */
export const keyDirection = (direction: Direction, order: Order): Direction =>
  order === "descending" ? direction : direction === "older" ? "newer" : "older";

/** The positions beyond a place, within `range`; `null` when there can be none. */
export function beyond(place: Place | undefined, range: Range, order: Order = "descending"): Range | null {
  if (place === undefined) return narrow(range, {});
  const { position, inclusive } = place;
  const older = keyDirection(place.direction, order) === "older";
  if (older) return narrow(range, { high: inclusive ? position : before(position) });
  return narrow(range, { low: inclusive ? position : after(position) });
}
