import type { ActionBody } from "./action.ts";
import { type EntityRef, sameEntity } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { DAY, SECOND, toTimestamp } from "./time.ts";
import type { Limits } from "./limits.ts";
import { type Position, positionOf, splitPosition } from "./position.ts";

export const GENERATION_LIFE = 30 * DAY;
/** For this long before its end nobody relies on a row: clocks differ, and a timestamp may lie ahead. */
const ROW_RESERVE = DAY;
/** The longest life of rows: that of their generation. Those of busy feeds live shorter (`rowLifeOf`). */
export const ROW_LIFE = GENERATION_LIFE + ROW_RESERVE;
/** Of generations that did not store their own. */
export const FORMER_ASLEEP_AFTER = 30 * DAY;
const TOUCH_EVERY = DAY;
/** A settle pass that is open for longer than any function runs has crashed. */
const OPEN_TOO_LONG = 60 * SECOND;

/**
 * The state of one feed: of one owner and one flag. Times are milliseconds of the server's clock. Rows of
 * `generation` at or above `horizon` are complete. `stale`: the follows have changed and nobody has read
 * since. `building`: a reader fills the generation, so deliveries must reach it. `unmaterialised`: too many
 * are pulled, so every page is merged from streams.
 */
export interface FeedState {
  readonly generation: number;
  readonly phase: "stale" | "building" | "built" | "unmaterialised";
  readonly horizon: Position;
  readonly begunAt: number;
  readonly lastRead: number;
  /** How long it may go unread. Each generation stores its own, so that all deployed versions agree. */
  readonly asleepAfter: number;
  readonly rowLife: number;
  /** When the latest finished pull began. */
  readonly lastPullAt: number;
  readonly openSince: number;
  /** The owner's incarnation: follows of an earlier one are gone. */
  readonly incarnation: Incarnation;
  /** The followed that are pulled in this generation: their rows are ignored. */
  readonly pulledEntities: readonly PulledEntity[];
  /** Those of them that were followed since it was built: a settle pass a day after the last gives them rows. */
  readonly joined: readonly PulledEntity[];
  readonly joinedAt: number;
  /** Whether the owner mutes anybody. Absent: unknown, so pages must look. */
  readonly mutes: boolean | undefined;
  /** Up to where the owner has seen it; empty: nothing. It never falls. */
  readonly seen: Position;
  readonly follows: number;
}

/** A followed entity that is pulled; `actorOnly`: only for what it does, not in every role. */
export interface PulledEntity {
  readonly entity: EntityRef;
  readonly actorOnly: boolean;
}

/** Whether an action is in a feed because of a pulled entity: its stream decides then, not a row. */
export function isPulled(body: ActionBody, pulledEntities: readonly PulledEntity[]): boolean {
  const is = (role: EntityRef | undefined, entity: EntityRef) =>
    role !== undefined && sameEntity(role, entity);
  return pulledEntities.some(
    ({ entity, actorOnly }) =>
      is(body.actor, entity) || (!actorOnly && (is(body.target, entity) || is(body.action_object, entity))),
  );
}

export const isAsleep = ({ lastRead, asleepAfter }: FeedState, now: number): boolean =>
  now - lastRead > asleepAfter;

const isTouchDue = ({ lastRead, asleepAfter }: FeedState, now: number): boolean =>
  now - lastRead > Math.min(TOUCH_EVERY, asleepAfter / 2);

/** How long a feed may go unread. Whoever comes back soon comes often: delivering to them pays longer. */
export function awakeFor(state: FeedState, now: number, limits: Limits): number {
  if (isAsleep(state, now)) return Math.min(limits.firstAsleepAfter, limits.asleepAfter);
  return isTouchDue(state, now) ? Math.max(state.asleepAfter, limits.asleepAfter) : state.asleepAfter;
}

/** How long a generation's rows live: twice what a window of rows took to come, and three days. */
export function rowLifeOf(horizon: Position, now: number): number {
  if (horizon === "") return ROW_LIFE;
  const age = Math.max(0, now - Date.parse(splitPosition(horizon).timestamp));
  return Math.min(2 * age + 3 * DAY, ROW_LIFE);
}

/** From which position on a feed's rows are complete: below it they are missing, or may have expired. */
export function completeFrom({ horizon, rowLife }: FeedState, now: number): Position {
  if (rowLife === ROW_LIFE) return horizon;
  const expired = positionOf(toTimestamp(now - rowLife + ROW_RESERVE), "");
  return expired > horizon ? expired : horizon;
}

export type Duty = "none" | "build" | "settle" | "touch" | "pull";

/** What a reader must do before rows are used: while another settles, they may lack or keep too much. */
export function duty(state: FeedState, now: number, limits: Limits): Duty {
  const old = now - state.begunAt > GENERATION_LIFE;
  const crashed = state.openSince > 0 && now - state.openSince > OPEN_TOO_LONG;
  if (state.phase === "stale" || state.phase === "building" || isAsleep(state, now) || old || crashed)
    return "build";
  if (state.openSince > 0) return "pull";
  if (state.phase === "built" && settleDue(state, now, limits)) return "settle";
  return isTouchDue(state, now) ? "touch" : "none";
}

const settleDue = (state: FeedState, now: number, limits: Limits): boolean =>
  limits.settleAfter.some(
    (delay) => now >= state.begunAt + delay && state.lastPullAt < state.begunAt + delay,
  ) || areFoldedIn(state, now, limits);

/** Whether an index surely shows by now what was there then. */
export const isShown = (then: number, now: number, { settleAfter }: Limits): boolean =>
  now >= then + Math.max(...settleAfter);

/** Whether a pull began when an index had surely shown all that was there before the generation. */
export const isFinal = ({ begunAt, lastPullAt }: FeedState, limits: Limits): boolean =>
  isShown(begunAt, lastPullAt, limits);

export const areFoldedIn = ({ joined, joinedAt }: FeedState, now: number, limits: Limits): boolean =>
  joined.length > 0 && isShown(joinedAt, now, limits);

export const mayJoin = (
  state: FeedState | undefined,
  incarnation: Incarnation,
  { joined }: Limits,
): boolean =>
  state?.phase === "built" &&
  state.incarnation === incarnation &&
  state.follows > 0 &&
  state.pulledEntities.length < joined;

export function wantsRow(state: FeedState, position: Position, now: number, limits: Limits): boolean {
  if (!mayHoldRow(state, now, limits)) return false;
  return state.phase === "building" || position >= completeFrom(state, now - limits.fanOutGrace);
}

/** Whether a row may have to go. Unlike `wantsRow` it looks below the horizon too: privacy first. */
export const mayHoldRow = (state: FeedState, now: number, limits: Limits): boolean =>
  (state.phase === "building" || state.phase === "built") &&
  now - state.lastRead <= state.asleepAfter + limits.fanOutGrace;

/** The oldest complete position of a pull of `window + 1` entries; empty at the end of history. */
export function horizonOf(positions: readonly Position[], { window }: Limits): Position {
  return positions.length <= window ? "" : (positions[window - 1] ?? "");
}
