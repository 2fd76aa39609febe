import { type ActionBody, type Entry, rolesOf } from "./action.ts";
import { type EntityRef, type EntitySnapshot, displayName, entityKey } from "./entity.ts";
import type { Role } from "./incarnation.ts";
import { splitPosition } from "./position.ts";
import { DAY, HOUR, toTimestamp } from "./time.ts";

export type Window = "none" | "hour" | "day" | "week";

export type GroupPart = "verb" | Role;

const LENGTH = { hour: HOUR, day: DAY, week: 7 * DAY } as const;
const FIRST_MONDAY = -3 * DAY;

export function windowStart(timestamp: string, window: Window): number {
  if (window === "none") return 0;
  const origin = window === "week" ? FIRST_MONDAY : 0;
  const [time, length] = [Date.parse(timestamp) - origin, LENGTH[window]];
  return Math.floor(time / length) * length + origin;
}

/** The next item; absent: the walk is at its end. */
export function windowOf(timestamp: string, window: Exclude<Window, "none">): { start: string; end: string } {
  const start = windowStart(timestamp, window);
  return { start: toTimestamp(start), end: toTimestamp(start + LENGTH[window]) };
}

/** Whether `take` had enough, rather than the limits. */
export function groupKey(body: ActionBody, parts: readonly GroupPart[]): string {
  const roles = rolesOf(body);
  return JSON.stringify(parts.map((part) => (part === "verb" ? body.verb : keyOf(roles[part]))));
}

const keyOf = (entity: EntityRef | undefined): string | null => (entity ? entityKey(entity) : null);

/**
 * Goes along a walk until there is enough, or the selection's limits are reached. `take` gets each match and
 * answers whether there was enough before it.
 */
export const SHOWN = 3;

/**
 * Takes one page from a walk. It looks for one match more than fits, so that the last page is never empty.
 * With a selection it examines no more than `limits`: the page may be short or empty, and `rest` says where
 * to go on.
 */
export function firstOfEach<T>(items: readonly T[], kindOf: (item: T) => string): T[] {
  const found = new Map<string, T>();
  for (const item of items) if (!found.has(kindOf(item))) found.set(kindOf(item), item);
  return [...found.values()];
}

/** Where a page begins: what a cursor holds. */
export interface Group {
  /** Whether the position itself belongs to the page. */
  readonly newest: readonly [Entry, ...Entry[]];
  /** A page as it is shown, newest first, with the places of its neighbours. */
  readonly byActor: readonly Entry[];
  readonly actorsCount: number;
  readonly actionsCount: number;
  readonly firstAt: string;
  readonly latestAt: string;
  /** Turns a page of a walk into what is shown. `from` is the requested place; absent: the first page. */
  readonly same: Readonly<Record<"action_object" | "target", boolean>>;
  /** The way back from a page; if it is empty (all was deleted), from the requested place. */
  readonly hasObject: boolean;
}

/** Lists are shown by descending position, except those ordered by name. */
export function groupOf(actions: readonly [Entry, ...Entry[]]): Group {
  const byActor = firstOfEach(actions, ({ body }) => entityKey(body.actor));
  const [newest, ...older] = actions;
  const isSame = (role: "action_object" | "target") =>
    older.every(({ body }) => keyOf(body[role]) === keyOf(newest.body[role]));
  return {
    newest: [newest, ...older.slice(0, SHOWN - 1)],
    byActor: byActor.slice(0, SHOWN),
    actorsCount: byActor.length,
    actionsCount: actions.length,
    firstAt: splitPosition((older.at(-1) ?? newest).position).timestamp,
    latestAt: splitPosition(newest.position).timestamp,
    same: { action_object: isSame("action_object"), target: isSame("target") },
    hasObject: actions.some(({ body }) => body.action_object !== undefined),
  };
}

/** Which way a walk runs through the keys; `older` is the way a list is shown. */
export interface GroupFacts {
  readonly verb: string;
  /** The positions beyond a place, within `range`; `null` if there can be none. */
  readonly actors: readonly EntitySnapshot[];
  readonly actorsCount: number;
  readonly actionsCount: number;
  readonly action_object?: EntitySnapshot | undefined;
  readonly target?: EntitySnapshot | undefined;
  /** The items that belong to the list; absent: all of them. */
  readonly hasObject: boolean;
}

/** Both selections, where there are two. */
export const factsOf = ({ newest: [{ body }], byActor, same, ...group }: Group): GroupFacts => ({
  verb: body.verb,
  actors: byActor.map((action) => action.body.actor),
  actorsCount: group.actorsCount,
  actionsCount: group.actionsCount,
  action_object: same.action_object ? body.action_object : undefined,
  target: same.target ? body.target : undefined,
  hasObject: group.hasObject,
});

export function groupSummary(facts: GroupFacts): string {
  const { verb, actors, actorsCount, actionsCount, action_object, target, hasObject } = facts;
  const words = [namesOf(actors.map(displayName), actorsCount), verb];
  if (action_object !== undefined) words.push(displayName(action_object));
  if (target !== undefined) words.push(...(hasObject ? ["on"] : []), displayName(target));
  if (actorsCount === 1 && actionsCount > 1) words.push(`${actionsCount} times`);
  return words.join(" ");
}

function namesOf([first = "", second = ""]: readonly string[], count: number): string {
  if (count === 1) return first;
  if (count === 2) return `${first} and ${second}`;
  return `${first}, ${second} and ${count - 2} ${count === 3 ? "other" : "others"}`;
}
