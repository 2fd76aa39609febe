import { type ActionBody, type Entry, rolesOf } from "./action.ts";
import { type EntityRef, type EntitySnapshot, displayName, entityKey } from "./entity.ts";
import type { Role } from "./incarnation.ts";
import { splitPosition } from "./position.ts";
import { DAY, HOUR, toTimestamp } from "./time.ts";

/** The windows (in UTC) in which actions share a group; `none`: for all time. */
export type Window = "none" | "hour" | "day" | "week";

export type GroupPart = "verb" | Role;

const LENGTH = { hour: HOUR, day: DAY, week: 7 * DAY } as const;
/** The first of January 1970 was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = -3 * DAY;

export function windowStart(timestamp: string, window: Window): number {
  if (window === "none") return 0;
  const origin = window === "week" ? FIRST_MONDAY : 0;
  const [time, length] = [Date.parse(timestamp) - origin, LENGTH[window]];
  return Math.floor(time / length) * length + origin;
}

export function windowOf(timestamp: string, window: Exclude<Window, "none">): { start: string; end: string } {
  const start = windowStart(timestamp, window);
  return { start: toTimestamp(start), end: toTimestamp(start + LENGTH[window]) };
}

/** Actions of one window with the same key are in one group. Absent parts equal absent ones. */
export function groupKey(body: ActionBody, parts: readonly GroupPart[]): string {
  const roles = rolesOf(body);
  return JSON.stringify(parts.map((part) => (part === "verb" ? body.verb : keyOf(roles[part]))));
}

const keyOf = (entity: EntityRef | undefined): string | null => (entity ? entityKey(entity) : null);

export const SHOWN = 3;

export function firstOfEach<T>(items: readonly T[], kindOf: (item: T) => string): T[] {
  const found = new Map<string, T>();
  for (const item of items) if (!found.has(kindOf(item))) found.set(kindOf(item), item);
  return [...found.values()];
}

export interface Group {
  readonly newest: readonly [Entry, ...Entry[]];
  /** The newest action of each of the newest different actors, newest first. */
  readonly byActor: readonly Entry[];
  readonly actorsCount: number;
  readonly actionsCount: number;
  readonly firstAt: string;
  readonly latestAt: string;
  /** Whether all actions have the same target or action object; true where none has any. */
  readonly same: Readonly<Record<"action_object" | "target", boolean>>;
  readonly hasObject: boolean;
}

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

export interface GroupFacts {
  readonly verb: string;
  readonly actors: readonly EntitySnapshot[];
  readonly actorsCount: number;
  readonly actionsCount: number;
  readonly action_object?: EntitySnapshot | undefined;
  readonly target?: EntitySnapshot | undefined;
  readonly hasObject: boolean;
}

export const factsOf = ({ newest: [{ body }], byActor, same, ...group }: Group): GroupFacts => ({
  verb: body.verb,
  actors: byActor.map((action) => action.body.actor),
  actorsCount: group.actorsCount,
  actionsCount: group.actionsCount,
  action_object: same.action_object ? body.action_object : undefined,
  target: same.target ? body.target : undefined,
  hasObject: group.hasObject,
});

/** Who, verb, object, and how often if one actor did it; `on` precedes the target if there is an object. */
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
