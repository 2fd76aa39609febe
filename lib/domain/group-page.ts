import type { Entry } from "./action.ts";
import { entryBytes } from "./filters.ts";
import {
  type Cut,
  type GroupPlace,
  type Grouping,
  type PlacedGroup,
  groupsOf,
  older,
  windowIn,
} from "./group-cut.ts";
import type { Limits } from "./limits.ts";
import { type Place, type Selection, type Stop, type Walkable, both, examine } from "./page.ts";
import { type Position, type Range, type Walk, after, before, narrow } from "./position.ts";
import { compareUtf8 } from "./text.ts";

interface GroupPage {
  readonly groups: readonly PlacedGroup[];
  readonly next: GroupPlace | undefined;
  readonly prev: GroupPlace | undefined;
}

interface GroupSource {
  readonly range: Range;
  readonly selection: Selection<Entry> | undefined;
  readonly grouping: Grouping;
  readonly limits: Limits;
  open(walk: Walk): Promise<Walkable<Entry>> | Walkable<Entry>;
}

/** Goes along the stream from a bound on; `take` as that of `examine`. */
async function meet(
  { open, selection, limits }: GroupSource,
  limit: number,
  { range, direction }: { readonly range: Range | null; readonly direction: Place["direction"] },
  take: (entry: Entry) => boolean,
): Promise<Stop<Entry>> {
  if (range === null) return { last: undefined, next: undefined, enough: false };
  const all = { limits, matches: () => true, bytesOf: entryBytes };
  const { items, selection: found } = await open({
    ...{ range, direction, chunk: limit + 1, mostChunk: limits.filteredChunk },
  });
  return examine(items, both(selection ?? all, found), take);
}

/** One page of a stream in groups: the first, or that which begins at a place. */
export function readGroups(source: GroupSource, limit: number, from?: GroupPlace): Promise<GroupPage> {
  return from?.direction === "newer" ? newerGroups(source, limit, from) : olderGroups(source, limit, from);
}

const placeOf = (
  direction: Place["direction"],
  { position, cut: { top, end } }: PlacedGroup,
): GroupPlace => ({ direction, position, inclusive: false, top, end });

async function olderGroups(source: GroupSource, limit: number, from?: GroupPlace): Promise<GroupPage> {
  const { grouping, limits } = source;
  const range = narrow(source.range, { high: from?.top && before(from.top) });
  const groups: PlacedGroup[] = [];
  let open: { entries: Entry[]; top: Position; end: Position | undefined; start: Position } | undefined;
  let bound = from?.top;
  // Of the first cut some groups are on pages before.
  let resumed = from?.end === undefined || from.end === from.top ? undefined : from;
  const isShown = ({ position }: PlacedGroup) =>
    resumed === undefined ||
    compareUtf8(position, resumed.position) < 0 ||
    (resumed.inclusive && position === resumed.position);
  const belongs = ({ position }: Entry): boolean => {
    if (open === undefined || windowIn(grouping, position).start !== open.start) return false;
    return open.end === undefined
      ? open.entries.length < limits.grouped
      : compareUtf8(position, open.end) >= 0;
  };
  const close = (end: Position): void => {
    if (open !== undefined) groups.push(...groupsOf({ ...open, end }, grouping).filter(isShown));
    [open, resumed, bound] = [undefined, undefined, end];
  };
  /** Where the open cut ends by itself. */
  const naturalEnd = (next: Entry | undefined): Position => {
    const { end, start, entries } = open as NonNullable<typeof open>;
    const goesOn = next !== undefined && windowIn(grouping, next.position).start === start;
    return end ?? (goesOn ? (entries.at(-1) as Entry).position : start);
  };
  const take = (entry: Entry): boolean => {
    if (open !== undefined && !belongs(entry)) close(naturalEnd(entry));
    if (open === undefined) {
      if (groups.length >= limit) return true;
      const { start, end } = windowIn(grouping, entry.position);
      open = { entries: [], top: older(bound, end), end: resumed?.end, start };
      // What the cut began with is gone, with all of it.
      if (open.end !== undefined && compareUtf8(entry.position, open.end) < 0) {
        resumed = undefined;
        open.end = undefined;
        open.top = older(from?.end, end);
      }
    }
    open.entries.push(entry);
    return false;
  };
  const stop = await meet(source, limit, { range, direction: "older" }, take);
  if (stop.next !== undefined && stop.last !== undefined && open !== undefined)
    close(belongs(stop.next) ? stop.last : naturalEnd(stop.next));
  else if (open !== undefined) close(naturalEnd(undefined));
  const shown = groups.slice(0, limit);
  // What was examined in vain below the last cut is not examined again, unless there was enough anyway.
  const goesOn = stop.enough ? bound : stop.next && older(bound, stop.last as Position);
  return {
    groups: shown,
    next: nextOf(groups, shown, goesOn),
    prev: from && backFrom(from, "newer", shown[0]),
  };
}

/** Where the next page begins: in the cut where its groups are not all shown, else below it. */
function nextOf(
  groups: readonly PlacedGroup[],
  shown: readonly PlacedGroup[],
  goesOn: Position | undefined,
): GroupPlace | undefined {
  const last = shown.at(-1);
  if (groups.length > shown.length && last !== undefined) return placeOf("older", last);
  return goesOn === undefined
    ? undefined
    : { direction: "older", position: goesOn, inclusive: false, top: goesOn };
}

/** The way back from a page; where it is empty, from the place that it was asked for. */
function backFrom(
  from: GroupPlace,
  direction: Place["direction"],
  edge: PlacedGroup | undefined,
): GroupPlace {
  if (edge !== undefined) return placeOf(direction, edge);
  const { position, inclusive, top, end } = from;
  return {
    direction,
    position,
    inclusive: !inclusive,
    top: end === undefined ? undefined : top,
    end: end ?? top,
  };
}

async function newerGroups(source: GroupSource, limit: number, from: GroupPlace): Promise<GroupPage> {
  const { grouping, limits } = source;
  const range = narrow(source.range, { low: from.end ?? from.position });
  const groups: PlacedGroup[] = []; // oldest first
  /** Ascending. `top`: where it must end. `isPart`: it is cut from below, since what is below is cut. */
  let open:
    | { entries: Entry[]; end: Position; top: Position | undefined; isPart: boolean; next: Position }
    | undefined;
  let first = true;
  const isShown = ({ position }: PlacedGroup) =>
    compareUtf8(position, from.position) > 0 || (from.inclusive && position === from.position);
  const belongs = ({ position }: Entry): boolean => {
    if (open === undefined || windowIn(grouping, position).end !== open.next) return false;
    if (open.top !== undefined) return compareUtf8(position, open.top) < 0;
    return !open.isPart || open.entries.length < limits.grouped;
  };
  const close = (top: Position): void => {
    if (open === undefined) return;
    const { end, isPart } = open;
    const newestFirst = open.entries.toReversed();
    const size = isPart || open.top !== undefined ? Math.max(newestFirst.length, 1) : limits.grouped;
    const cuts: Cut[] = [];
    for (let at = 0; at < newestFirst.length; at += size) {
      const entries = newestFirst.slice(at, at + size);
      const isLast = at + size >= newestFirst.length;
      cuts.push({
        entries,
        top: cuts.at(-1)?.end ?? top,
        end: isLast ? end : (entries.at(-1) as Entry).position,
      });
    }
    for (const cut of cuts.toReversed()) groups.push(...groupsOf(cut, grouping).filter(isShown).toReversed());
    open = undefined;
  };
  const take = (entry: Entry): boolean => {
    const { start, end } = windowIn(grouping, entry.position);
    let below: Position | undefined;
    if (open !== undefined && !belongs(entry)) {
      below = open.next === end ? entry.position : undefined;
      close(open.top ?? below ?? open.next);
    }
    if (open === undefined) {
      if (groups.length >= limit) return true;
      const here =
        first &&
        from.end !== undefined &&
        compareUtf8(from.end, end) < 0 &&
        (from.top === undefined || compareUtf8(entry.position, from.top) < 0);
      const isCut = first && here && from.top === undefined && compareUtf8(from.end as Position, start) > 0;
      open = {
        entries: [],
        end: below ?? (here && from.end !== undefined && compareUtf8(from.end, start) > 0 ? from.end : start),
        top: here ? from.top : undefined,
        isPart: below !== undefined || isCut,
        next: end,
      };
      first = false;
    }
    open.entries.push(entry);
    return false;
  };
  const stop = await meet(source, limit, { range, direction: "newer" }, take);
  if (open !== undefined) {
    const { top, next } = open as NonNullable<typeof open>;
    const unfinished = stop.next !== undefined && belongs(stop.next);
    close(unfinished && stop.last !== undefined ? after(stop.last) : (top ?? next));
  }
  const shown = groups.slice(0, limit);
  const edge = shown.at(-1);
  const more = groups.length > shown.length || stop.next !== undefined;
  const onward: GroupPlace | undefined =
    edge === undefined
      ? stop.last === undefined
        ? undefined
        : { direction: "newer", position: stop.last, inclusive: false, end: after(stop.last) }
      : placeOf("newer", edge);
  return {
    groups: shown.toReversed(),
    next: backFrom(from, "older", shown[0]),
    prev: more ? onward : undefined,
  };
}
