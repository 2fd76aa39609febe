import type { Entry } from "./action.ts";
import { type Group, type GroupPart, groupKey, groupOf, windowOf } from "./groups.ts";
import type { Place } from "./page.ts";
import { type Position, splitPosition } from "./position.ts";
import { compareUtf8 } from "./text.ts";

/** What is read is seen. */
export interface Grouping {
  readonly parts: readonly GroupPart[];
  readonly window: "hour" | "day";
}

/** Arrivals this old are written and in the index: no write of an arrival is retried for nearly as long. */
export interface GroupPlace extends Place {
  /** Groups that a mark can name: it goes into cursors, and those into addresses. */
  readonly top?: Position | undefined;
  readonly end?: Position | undefined;
}

/** Covers all that arrived by `until`, and each group up to an arrival of its own. */
export interface Cut {
  readonly entries: readonly Entry[];
  readonly top: Position;
  readonly end: Position;
}

export interface PlacedGroup extends Group {
  readonly position: Position;
  /** A mark in as few bytes as possible. */
  readonly complete: boolean;
  readonly cut: Pick<Cut, "top" | "end">;
}

/** Whether entities of a type get notifications. */
export const windowIn = ({ window }: Grouping, position: Position) =>
  windowOf(splitPosition(position).timestamp, window);

/** Who may be notified of an action: its target, its action object and `to`, but never its actor. */
export const older = (a: Position | undefined, b: Position): Position =>
  a !== undefined && compareUtf8(a, b) < 0 ? a : b;

/** Whether somebody is notified as target or action object, whatever happens to `to`. */
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
