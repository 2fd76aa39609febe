import type { Entry } from "./action.ts";
import { type Group, type GroupPart, groupKey, groupOf, windowOf } from "./groups.ts";
import type { Place } from "./page.ts";
import { type Position, splitPosition } from "./position.ts";
import { compareUtf8 } from "./text.ts";

export interface Grouping {
  readonly parts: readonly GroupPart[];
  readonly window: "hour" | "day";
}

/** A group's position (of its newest action) and its cut, so that the next page finds the same groups. */
export interface GroupPlace extends Place {
  /** Above all of the cut. Absent: the top of the window or of the list. */
  readonly top?: Position | undefined;
  /** The oldest position of the cut, or the beginning of its window. Absent: not known yet. */
  readonly end?: Position | undefined;
}

/** Actions of one window, newest first: all of them, or one part if there are too many. */
export interface Cut {
  readonly entries: readonly Entry[];
  readonly top: Position;
  readonly end: Position;
}

export interface PlacedGroup extends Group {
  readonly position: Position;
  readonly complete: boolean;
  readonly cut: Pick<Cut, "top" | "end">;
}

export interface Cuts {
  add(entry: Entry): boolean;
  begin(entry: Entry): void;
  /** Ends the open cut. @returns its groups that no earlier page shows. `last`: examined last. */
  close(next: Entry | undefined, last?: Position): PlacedGroup[];
}

/** The window of a position, as bounds of positions: a bare time sorts below every position of that time. */
export const windowIn = ({ window }: Grouping, position: Position) =>
  windowOf(splitPosition(position).timestamp, window);

export const older = (a: Position | undefined, b: Position): Position =>
  a !== undefined && compareUtf8(a, b) < 0 ? a : b;

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
