import type { ActionBody } from "./action.ts";
import { type EntityRef, sameEntity } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { DAY, SECOND } from "./time.ts";
import type { Limits } from "./limits.ts";
import type { Position } from "./position.ts";

/**
 * A generation is replaced at this age; its rows outlive it by a day, so that none expires while it is
 * believed.
 */
export const GENERATION_LIFE = 30 * DAY;
export const ROW_LIFE = GENERATION_LIFE + DAY;
/** `last_read` is written at most this often. */
const TOUCH_EVERY = DAY;
/** A settle pass that is open for longer than any function runs has crashed. */
const OPEN_TOO_LONG = 60 * SECOND;

/**
 * The state of one feed: of one owner and one flag. Times are milliseconds of the server's clock.
 *
 * Rows of `generation` at or above `horizon` are complete; below it they need not be. `stale`: what the owner
 * follows has changed and nobody has read since. `building`: a reader fills the generation now, so deliveries
 * must reach it. `unmaterialised`: so many of the followed are pulled that the feed has no rows, and every
 * page is merged from streams.
 */
export interface FeedState {
  readonly generation: number;
  readonly phase: "stale" | "building" | "built" | "unmaterialised";
  readonly horizon: Position;
  readonly bumpedAt: number;
  readonly lastRead: number;
  /** When the latest finished pull began. */
  readonly lastPullAt: number;
  /** When the settle pass began that has not finished, or 0. */
  readonly openSince: number;
  /** The incarnation of the owner whose feed it is: follows of an earlier one are gone. */
  readonly incarnation: Incarnation;
  /**
   * The followed that are pulled, not pushed, in this generation: rows of theirs do not count. Only ever
   * added to.
   */
  readonly pulledEntities: readonly PulledEntity[];
  /** Whether the owner mutes anybody. None: nobody has told this feed, so that its pages look. */
  readonly mutes: boolean | undefined;
  /** Up to where its owner has seen it; empty: nothing. It never falls. */
  readonly seen: Position;
  /** How many entities the owner follows with this flag, in that incarnation. */
  readonly follows: number;
}

/** A followed entity that is pulled, and whether only for what it does or in every role. */
export interface PulledEntity {
  readonly entity: EntityRef;
  readonly actorOnly: boolean;
}

/**
 * Whether an action belongs to a feed because of a pulled entity: then its stream says whether it is there,
 * not a row.
 */
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

/**
 * What a reader must do before believing the rows. While another reader settles, the rows are not believed:
 * they lack what that reader is about to add, and may hold what is not reconciled yet.
 */
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

/** Whether a fan-out must write a row into this feed; a feed it passes by is built anew before it is read. */
export function wantsRow(state: FeedState, position: Position, now: number, limits: Limits): boolean {
  if (!mayHoldRow(state, now, limits)) return false;
  return state.phase === "building" || position >= state.horizon;
}

/**
 * Whether a row of this feed may have to go. Unlike `wantsRow` it looks below the horizon too: privacy first.
 */
export const mayHoldRow = (state: FeedState, now: number, limits: Limits): boolean =>
  (state.phase === "building" || state.phase === "built") &&
  now - state.lastRead <= limits.asleepAfter + limits.fanOutGrace;

/**
 * The oldest complete position of a pull of one entry more than the window; empty when the pull reached the
 * end of history.
 */
export function horizonOf(positions: readonly Position[], { window }: Limits): Position {
  return positions.length <= window ? "" : (positions[window - 1] ?? "");
}
