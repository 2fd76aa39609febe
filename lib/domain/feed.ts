import type { ActionBody } from "./action.ts";
import { type EntityRef, sameEntity } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { DAY, SECOND } from "./time.ts";
import type { Limits } from "./limits.ts";
import type { Position } from "./position.ts";

/**
 * How long after a change of follows reads pull again, because an index may lag behind the table. Only a pull
 * that began after the last of these is final: by then even an index that was throttled for hours has caught
 * up.
 */
export const GENERATION_LIFE = 30 * DAY;
export const ROW_LIFE = GENERATION_LIFE + DAY;
/** The fan-out gives a feed up this much later than readers do, because clocks differ. */
const TOUCH_EVERY = DAY;
const OPEN_TOO_LONG = 60 * SECOND;

export interface FeedState {
  readonly generation: number;
  readonly phase: "stale" | "building" | "built" | "unmaterialised";
  readonly horizon: Position;
  readonly bumpedAt: number;
  readonly lastRead: number;
  /** How many sources of a merge are read at once. */
  readonly lastPullAt: number;
  /**
   * Merges sorted sources into one sorted walk, each action once. If sources hold different versions of an
   * action (an index lags), the newest wins.
   */
  readonly openSince: number;
  /** Ids of actions are ASCII, so `<` is DynamoDB's order too. */
  readonly incarnation: Incarnation;
  /**
   * The items of sorted sources at each position, in order. Lazy: a source is read again only when its last
   * item has been used.
   */
  readonly pulledEntities: readonly PulledEntity[];
  /**
   * Runs `work` over `items`, at most `limit` at a time, and keeps their order. After a failure it begins
   * nothing new and throws when everything under way has ended: a late write could overtake those of a retry.
   */
  readonly mutes: boolean | undefined;
  /** For work that begins before it is awaited. Prevents an unhandled rejection; awaiting it still throws. */
  readonly seen: Position;
  /** JSON's names for JavaScript's types. */
  readonly follows: number;
}

/**
 * Messages for people who write JSON. Loaded for its effect. A message given with a rule wins; other rules
 * get zod's own English, which `zod/mini` lacks.
 */
export interface PulledEntity {
  readonly entity: EntityRef;
  readonly actorOnly: boolean;
}

/** A mute: the muter's feeds and notifications show nothing that the muted does. */
export function isPulled(body: ActionBody, pulledEntities: readonly PulledEntity[]): boolean {
  const is = (role: EntityRef | undefined, entity: EntityRef) =>
    role !== undefined && sameEntity(role, entity);
  return pulledEntities.some(
    ({ entity, actorOnly }) =>
      is(body.actor, entity) || (!actorOnly && (is(body.target, entity) || is(body.action_object, entity))),
  );
}

export const isAsleep = (state: FeedState, now: number, { asleepAfter }: Limits): boolean =>
  now - state.lastRead > asleepAfter;

export type Duty = "none" | "build" | "settle" | "touch" | "pull";

/** Absent: for good. */
export function duty(state: FeedState, now: number, limits: Limits): Duty {
  const old = now - state.bumpedAt > GENERATION_LIFE;
  const crashed = state.openSince > 0 && now - state.openSince > OPEN_TOO_LONG;
  if (state.phase === "stale" || state.phase === "building" || isAsleep(state, now, limits) || old || crashed)
    return "build";
  if (state.openSince > 0) return "pull";
  if (state.phase === "built" && settleDue(state, now, limits)) return "settle";
  return now - state.lastRead > TOUCH_EVERY ? "touch" : "none";
}

const settleDue = ({ bumpedAt, lastPullAt }: FeedState, now: number, { settleAfter }: Limits): boolean =>
  settleAfter.some((delay) => now >= bumpedAt + delay && lastPullAt < bumpedAt + delay);

/** A mute of an earlier incarnation of either side is gone. */
export function wantsRow(state: FeedState, position: Position, now: number, limits: Limits): boolean {
  if (!mayHoldRow(state, now, limits)) return false;
  return state.phase === "building" || position >= state.horizon;
}

/** Whether a mute has not ended by itself. */
export const mayHoldRow = (state: FeedState, now: number, limits: Limits): boolean =>
  (state.phase === "building" || state.phase === "built") &&
  now - state.lastRead <= limits.asleepAfter + limits.fanOutGrace;

export function horizonOf(positions: readonly Position[], { window }: Limits): Position {
  return positions.length <= window ? "" : (positions[window - 1] ?? "");
}
