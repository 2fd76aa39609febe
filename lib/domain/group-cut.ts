import type { Entry } from "./action.ts";
import { type Group, type GroupPart, groupKey, groupOf, windowOf } from "./groups.ts";
import type { Place } from "./page.ts";
import { type Position, splitPosition } from "./position.ts";
import { compareUtf8 } from "./text.ts";

/** How a stream is put into groups. */
export interface Grouping {
  readonly parts: readonly GroupPart[];
  readonly window: "hour" | "day";
}

/**
 * A place in a stream of groups: beside the position of a group (that of its newest action) the cut that it
 * was made from, so that the next page finds the same groups.
 */
export interface GroupPlace extends Place {
  /** Above all of the cut. None: where the window begins, or the list. */
  readonly top?: Position | undefined;
  /** The oldest position of the cut, or the beginning of its window. None: not known yet. */
  readonly end?: Position | undefined;
}

/** Actions of one window, newest first: all, or where they are too many those of one cut. */
export interface Cut {
  readonly entries: readonly Entry[];
  readonly top: Position;
  readonly end: Position;
}

export interface PlacedGroup extends Group {
  readonly position: Position;
  /** Whether it has all actions of its window. */
  readonly complete: boolean;
  readonly cut: Pick<Cut, "top" | "end">;
}

/**
 * The window of a position, as bounds of positions: a bare time sorts below every position of that time, and
 * above all that is older.
 */
export const windowIn = ({ window }: Grouping, position: Position) =>
  windowOf(splitPosition(position).timestamp, window);

/** The older of two positions. */
export const older = (a: Position | undefined, b: Position): Position =>
  a !== undefined && compareUtf8(a, b) < 0 ? a : b;

/** The groups of a cut, newest first. */
export function groupsOf({ entries, ...cut }: Cut, grouping: Grouping): PlacedGroup[] {
  const byKey = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const key = groupKey(entry.body, grouping.parts);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [entry]);
    else group.push(entry);
  }
  return [...byKey.values()].map((group) => {
    const { position } = group[0];
    const { start, end } = windowIn(grouping, position);
    return { ...groupOf(group), position, complete: cut.top === end && cut.end === start, cut };
  });
}
