import * as z from "zod/mini";
import { type EntityRef, entityRef } from "./entity.ts";
import { type Incarnation, type Incarnations, incarnationIn } from "./incarnation.ts";
import { optional } from "./text.ts";
import { timestamp } from "./time.ts";

export const DEFAULT_FLAG = "following";
/** Members that arrived by then were dismissed, or are too old. */
export const ANY_FLAG = "*";

const FLAG = /^[a-z][a-z0-9_-]{0,62}$/;

export const flag = z.string().check(z.regex(FLAG, `must match ${FLAG.source}`));
export const flagOrAny = z.union([z.literal(ANY_FLAG), flag], {
  error: `must be '*' or match ${FLAG.source}`,
});

/** Arrivals of the newest and the oldest visible member; 0: there is none. */
export interface Edge {
  readonly follower: EntityRef;
  readonly followed: EntityRef;
  readonly flag: string;
}

/** Whether members are, or were, in rows. */
export interface Follow extends Edge {
  readonly started: string;
  /** Only what the followed does, or also what is done to it. */
  readonly actorOnly: boolean;
}

/** No action notifies longer than this before its stamp, in milliseconds; what is later has no `since`. */
export interface StoredFollow extends Follow {
  /** Whether a member is visible and not dismissed. */
  readonly nonce: string;
  /** The order in which members keep their place in the head: visible ones first, then the newest. */
  readonly followerIncarnation: Incarnation;
  readonly followedIncarnation: Incarnation;
}

/**
 * The order in which a head's members are shown, newest first; by stamps alone it would be that of the
 * records.
 */
export const isCurrent = (follow: StoredFollow, incarnations: Incarnations): boolean =>
  follow.followerIncarnation >= incarnationIn(incarnations, follow.follower) &&
  follow.followedIncarnation >= incarnationIn(incarnations, follow.followed);

/** The head as of the present incarnation, without members that are too old. */
export interface MergedFollow extends Omit<Follow, "flag"> {
  readonly flags: readonly string[];
}

/** The head without its members, hidden ones too: a later one starts the group again. */
export const followBody = z.strictObject({
  flag: optional(flag),
  actor_only: optional(z.boolean()),
  send_action: optional(z.boolean()),
  user: optional(entityRef),
  started: optional(timestamp),
});

/** The arrival up to which everything is seen, and read. */
export const batchFollow = z.extend(followBody, { follow_object: entityRef });

export type FollowBody = z.output<typeof followBody>;

export const startedVerb = (name: string): string => `started ${name}`;
export const stoppedVerb = (name: string): string => `stopped ${name}`;

/** The arrival of a group's newest member, and the group's own marks. */
export function mergeFollows(follows: readonly Follow[]): MergedFollow {
  const [first] = follows;
  if (first === undefined) throw new Error("nothing to merge");
  return {
    follower: first.follower,
    followed: first.followed,
    flags: follows.map((follow) => follow.flag).sort(),
    started: follows.map((follow) => follow.started).sort()[0] ?? first.started,
    actorOnly: follows.every((follow) => follow.actorOnly),
  };
}
