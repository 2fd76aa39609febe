import type { StoredAction } from "../action.ts";
import { TributaryError } from "../errors.ts";
import type { FeedState } from "../feed.ts";
import { DEFAULT_FLAG, type Edge, type StoredFollow } from "../follow.ts";
import { type Incarnation, type Incarnations, incarnationIn } from "../incarnation.ts";
import type { Limits } from "../limits.ts";

export interface FollowRequest extends Edge {
  readonly actorOnly: boolean | undefined;
  readonly started: string;
  /** The action that a new follow posts, in the same transaction. */
  action(incarnations: Incarnations): StoredAction | undefined;
}

export interface Pair {
  readonly stored: StoredFollow | undefined;
  /** Absent if it is of an earlier incarnation of either side. */
  readonly follow: StoredFollow | undefined;
  readonly incarnations: Incarnations;
}

export type FollowPlan =
  | { readonly kind: "nothing" }
  | { readonly kind: "change"; readonly current: StoredFollow; readonly changed: StoredFollow }
  | StartPlan;

interface StartPlan {
  readonly kind: "start";
  readonly follow: StoredFollow;
  /** A follow of an earlier incarnation of either side, under the same keys. */
  readonly remains: StoredFollow | undefined;
  /** By how much the count of follows rises. */
  readonly change: 0 | 1;
  readonly isUsed: boolean;
  readonly registers: boolean;
  readonly action: StoredAction | undefined;
}

/** `state`: of the feed with this flag, only read where no follow is stored. `nonce`: a unique text. */
export function planFollow(
  request: FollowRequest,
  pair: Pair,
  state: FeedState | undefined,
  nonce: () => string,
): FollowPlan {
  const current = pair.follow;
  if (current === undefined) return planStart(request, pair, state, nonce);
  const { actorOnly = current.actorOnly } = request;
  return actorOnly === current.actorOnly
    ? { kind: "nothing" }
    : { kind: "change", current, changed: { ...current, actorOnly, nonce: nonce() } };
}

function planStart(
  request: FollowRequest,
  { stored: remains, incarnations }: Pair,
  state: FeedState | undefined,
  nonce: () => string,
): StartPlan {
  const { follower, followed, flag, started, actorOnly = true } = request;
  const incarnation = incarnationIn(incarnations, follower);
  const follow: StoredFollow = {
    ...{ follower, followed, flag, started, actorOnly, nonce: nonce() },
    followerIncarnation: incarnation,
    followedIncarnation: incarnationIn(incarnations, followed),
  };
  // Remains of this follower's own incarnation are in the count of follows already.
  const change = remains?.followerIncarnation === incarnation ? 0 : 1;
  const isUsed = isUsedIn(state, incarnation);
  const registers = change === 1 && flag !== DEFAULT_FLAG && !isUsed;
  return { kind: "start", follow, remains, change, isUsed, registers, action: request.action(incarnations) };
}

export const isUsedIn = (state: FeedState | undefined, incarnation: Incarnation): boolean =>
  state?.incarnation === incarnation && state.follows > 0;

/** What to do where a feed's state refused a follow. @throws 409 where the feed is full */
export function planRefused(
  { flag, followerIncarnation: incarnation }: StoredFollow,
  state: FeedState | undefined,
  limits: Pick<Limits, "follows">,
): "look again" | "reset" | "make room" {
  if (state === undefined || state.incarnation > incarnation) return "look again";
  if (state.incarnation < incarnation) return "reset";
  if (state.follows >= limits.follows) throw tooMany(`${limits.follows} entities with the flag '${flag}'`);
  return flag === DEFAULT_FLAG && state.follows === 0 ? "make room" : "look again";
}

export const tooMany = (what: string): TributaryError =>
  new TributaryError("conflict", `A follower may follow ${what} at most; unfollow something first.`);
