import type { Entry } from "./action.ts";
import { entryBytes } from "./filters.ts";
import { type Cuts, type GroupPlace, type Grouping, type PlacedGroup, older } from "./group-cut.ts";
import type { Limits } from "./limits.ts";
import { NewerCuts } from "./newer-cuts.ts";
import { OlderCuts } from "./older-cuts.ts";
import { type Place, type Selection, type Stop, type Walkable, bothSelections, examine } from "./page.ts";
import { type Position, type Range, type Walk, after, before, narrow } from "./position.ts";

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

export function readGroups(source: GroupSource, limit: number, from?: GroupPlace): Promise<GroupPage> {
  return from?.direction === "newer" ? newerGroups(source, limit, from) : olderGroups(source, limit, from);
}

async function olderGroups(source: GroupSource, limit: number, from?: GroupPlace): Promise<GroupPage> {
  const range = narrow(source.range, { high: from?.top && before(from.top) });
  const cuts = new OlderCuts(source.grouping, source.limits.grouped, from);
  const { groups, stop } = await gather(source, limit, { range, direction: "older" }, cuts);
  const shown = groups.slice(0, limit);
  // What was examined in vain below the last cut is not examined again, unless there was enough anyway.
  const goesOn = stop.enough ? cuts.bound : stop.next && older(cuts.bound, stop.last as Position);
  return {
    groups: shown,
    next: nextOf(groups, shown, goesOn),
    prev: from && backFrom(from, "newer", shown[0]),
  };
}

async function newerGroups(source: GroupSource, limit: number, from: GroupPlace): Promise<GroupPage> {
  const range = narrow(source.range, { low: from.end ?? from.position });
  const cuts = new NewerCuts(source.grouping, source.limits.grouped, from);
  const { groups, stop } = await gather(source, limit, { range, direction: "newer" }, cuts);
  const shown = groups.slice(0, limit);
  const hasMore = groups.length > shown.length || stop.next !== undefined;
  return {
    groups: shown.toReversed(),
    next: backFrom(from, "older", shown[0]),
    prev: hasMore ? prevOf(shown, stop.last) : undefined,
  };
}

async function gather(
  { open, selection, limits }: GroupSource,
  limit: number,
  { range, direction }: { readonly range: Range | null; readonly direction: Place["direction"] },
  cuts: Cuts,
): Promise<{ readonly groups: readonly PlacedGroup[]; readonly stop: Stop<Entry> }> {
  if (range === null) return { groups: [], stop: { last: undefined, next: undefined, enough: false } };
  const all = { limits, matches: () => true, bytesOf: entryBytes };
  const walk = { range, direction, chunk: limit + 1, mostChunk: limits.filteredChunk };
  const { items, selection: found } = await open(walk);
  const groups: PlacedGroup[] = [];
  const stop = await examine(items, bothSelections(selection ?? all, found), (entry) => {
    if (cuts.add(entry)) return false;
    groups.push(...cuts.close(entry));
    if (groups.length >= limit) return true;
    cuts.begin(entry);
    return false;
  });
  groups.push(...cuts.close(stop.next, stop.last));
  return { groups, stop };
}

const placeOf = (
  direction: Place["direction"],
  { position, cut: { top, end } }: PlacedGroup,
): GroupPlace => ({ direction, position, inclusive: false, top, end });

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

function prevOf(shown: readonly PlacedGroup[], last: Position | undefined): GroupPlace | undefined {
  const newest = shown.at(-1);
  if (newest !== undefined) return placeOf("newer", newest);
  return last === undefined
    ? undefined
    : { direction: "newer", position: last, inclusive: false, end: after(last) };
}
