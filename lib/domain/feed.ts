import type { ActionBody } from "./action.ts";
import { type EntityRef, sameEntity } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { DAY, SECOND } from "./time.ts";
import type { Limits } from "./limits.ts";
import type { Position } from "./position.ts";

/** Rows live a day longer than their generation, so that none expires while it is read. */
export const GENERATION_LIFE = 30 * DAY;
export const ROW_LIFE = GENERATION_LIFE + DAY;
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
  readonly bumpedAt: number;
  readonly lastRead: number;
  /** How long it may go unread. Each generation stores its own, so that all deployed versions agree. */
  readonly asleepAfter: number;
  /** When the latest finished pull began. */
  readonly lastPullAt: number;
  readonly openSince: number;
  /** The owner's incarnation: follows of an earlier one are gone. */
  readonly incarnation: Incarnation;
  /** The followed that are pulled in this generation: their rows are ignored. Entries are only ever added. */
  readonly pulledEntities: readonly PulledEntity[];
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

export type Duty = "none" | "build" | "settle" | "touch" | "pull";

/** What a reader must do before rows are used: while another settles, they may lack or keep too much. */
export function duty(state: FeedState, now: number, limits: Limits): Duty {
  const old = now - state.bumpedAt > GENERATION_LIFE;
  const crashed = state.openSince > 0 && now - state.openSince > OPEN_TOO_LONG;
  if (state.phase === "stale" || state.phase === "building" || isAsleep(state, now) || old || crashed)
    return "build";
  if (state.openSince > 0) return "pull";
  if (state.phase === "built" && settleDue(state, now, limits)) return "settle";
  return now - state.lastRead > TOUCH_EVERY ? "touch" : "none";
}

const settleDue = ({ bumpedAt, lastPullAt }: FeedState, now: number, { settleAfter }: Limits): boolean =>
  settleAfter.some((delay) => now >= bumpedAt + delay && lastPullAt < bumpedAt + delay);

export function wantsRow(state: FeedState, position: Position, now: number, limits: Limits): boolean {
  if (!mayHoldRow(state, now, limits)) return false;
  return state.phase === "building" || position >= state.horizon;
}

/**
 * Whether a row of this feed may have to go. Unlike `wantsRow` it looks below the horizon too: privacy first.
 */
export const mayHoldRow = (state: FeedState, now: number, limits: Limits): boolean =>
  (state.phase === "building" || state.phase === "built") &&
  now - state.lastRead <= state.asleepAfter + limits.fanOutGrace;

/** The oldest complete position of a pull of `window + 1` entries; empty at the end of history. */
export function horizonOf(positions: readonly Position[], { window }: Limits): Position {
  return positions.length <= window ? "" : (positions[window - 1] ?? "");
}
