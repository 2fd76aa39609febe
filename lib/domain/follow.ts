import * as z from "zod/mini";
import { type EntityRef, type PresentedEntity, entityRef } from "./entity.ts";
import { type Incarnation, type Incarnations, incarnationIn } from "./incarnation.ts";
import { optional } from "./text.ts";
import { timestamp } from "./time.ts";

export const DEFAULT_FLAG = "following";
export const ANY_FLAG = "*";

const FLAG = /^[a-z][a-z0-9_-]{0,62}$/;

export const flag = z.string().check(z.regex(FLAG, `must match ${FLAG.source}`));
export const flagOrAny = z.union([z.literal(ANY_FLAG), flag], {
  error: `must be '*' or match ${FLAG.source}`,
});

export interface Edge {
  readonly follower: EntityRef;
  readonly followed: EntityRef;
  readonly flag: string;
}

export interface Follow extends Edge {
  readonly started: string;
  readonly actorOnly: boolean;
}

export interface StoredFollow extends Follow {
  /** Tells this follow from every other of the same pair and flag, before or after it. */
  readonly nonce: string;
  readonly followerIncarnation: Incarnation;
  readonly followedIncarnation: Incarnation;
}

export const isCurrent = (follow: StoredFollow, incarnations: Incarnations): boolean =>
  follow.followerIncarnation >= incarnationIn(incarnations, follow.follower) &&
  follow.followedIncarnation >= incarnationIn(incarnations, follow.followed);

/** A follower's flags on one entity, merged for lists of `flag=*`. */
export interface MergedFollow extends Omit<Follow, "flag"> {
  readonly flags: readonly string[];
}

export interface PresentedFollow {
  readonly started: string;
  readonly flag: string;
  readonly actor_only: boolean;
  readonly user: PresentedEntity;
  readonly follow_object: PresentedEntity;
}

export interface PresentedMergedFollow extends Omit<PresentedFollow, "flag"> {
  readonly flags: readonly string[];
}

export const followBody = z.strictObject({
  flag: optional(flag),
  actor_only: optional(z.boolean()),
  send_action: optional(z.boolean()),
  user: optional(entityRef),
  started: optional(timestamp),
});

/** One item of `POST /follows/batch`. A service must name the `user` who follows. */
export const batchFollow = z.extend(followBody, { follow_object: entityRef });

export type FollowBody = z.output<typeof followBody>;

export const startedVerb = (name: string): string => `started ${name}`;
export const stoppedVerb = (name: string): string => `stopped ${name}`;

/** Several follows of one pair as one record: the earliest start, actor-only if all are. */
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
