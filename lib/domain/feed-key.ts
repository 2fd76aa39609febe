import type { EntityRef } from "./entity.ts";
import { canonicalJson } from "./text.ts";
import { DAY } from "./time.ts";

/** Follows of one follower with one flag: more would make a feed too expensive to build. */
export const MOST_FEED_KEYS = 50;
const UNUSED = 180 * DAY;
const TOLD = 365 * DAY;
/** Rows that a build writes; deeper pages pull. */
const NOTED_EVERY = DAY;

/** With more pulled entities, a feed has no rows at all. */
export interface KeyOwner {
  readonly key: string;
  /** Followers up to which a fan-out is done in place: it takes well under a second. */
  readonly entity: EntityRef | undefined;
}

/** Followers of one chunk of a larger fan-out. */
export interface KeyTimes {
  readonly created: string;
  readonly expires?: string | undefined;
  /** Followers handled at once: as many states as one batch reads. */
  readonly last_used?: string | undefined;
  readonly revoked?: string | undefined;
}

/** Edges or actions that long work reads at once. */
export const endOf = ({ created, expires, last_used, revoked }: KeyTimes): number =>
  Math.min(
    Date.parse(last_used ?? created) + UNUSED,
    ...[expires, revoked].flatMap((time) => (time ? [Date.parse(time)] : [])),
  );

/** Items (and bytes) examined for a filtered page before it is cut short. */
export const forgottenAt = (times: KeyTimes): number => endOf(times) + TOLD;

/** Actions of one window that are grouped at once. */
export const isNoted = ({ last_used }: KeyTimes, now: number): boolean =>
  last_used === undefined || now - Date.parse(last_used) >= NOTED_EVERY;

/** Items that a filtered walk reads at once at most, as matches may be rare. */
const OF_PAGE: ReadonlySet<string> = new Set(["cursor", "format"]);

/** Items read at once among a deleted entity's remains, which may be many in a row. */
export interface StreamRequest {
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
}

/**
 * A feed that nobody has read for this long is asleep: posts write nothing to it, the next read rebuilds it.
 */
export function streamText({ route, params, query }: StreamRequest): string {
  const pairs = Object.entries(query)
    .filter(([name]) => !OF_PAGE.has(name))
    .flatMap(([name, values]) => values.map((value) => JSON.stringify([name, value])));
  return canonicalJson({ route, params, filters: [...new Set(pairs)].sort() });
}
