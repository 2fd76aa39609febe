import type { EntityRef } from "./entity.ts";
import { canonicalJson } from "./text.ts";
import { DAY } from "./time.ts";

export const MOST_FEED_KEYS = 50;
const UNUSED = 180 * DAY;
const TOLD = 365 * DAY;
/** Precision of the last use: storing it is a write. */
const NOTED_EVERY = DAY;

export interface KeyOwner {
  readonly key: string;
  readonly entity: EntityRef | undefined;
}

export interface KeyTimes {
  readonly created: string;
  readonly expires?: string | undefined;
  readonly last_used?: string | undefined;
  readonly revoked?: string | undefined;
}

/** In epoch milliseconds; every use puts it off. */
export const endOf = ({ created, expires, last_used, revoked }: KeyTimes): number =>
  Math.min(
    Date.parse(last_used ?? created) + UNUSED,
    ...[expires, revoked].flatMap((time) => (time ? [Date.parse(time)] : [])),
  );

export const forgottenAt = (times: KeyTimes): number => endOf(times) + TOLD;

export const isNoted = ({ last_used }: KeyTimes, now: number): boolean =>
  last_used === undefined || now - Date.parse(last_used) >= NOTED_EVERY;

/** Parameters that change how a page looks or where it begins, not which stream it is of. */
const OF_PAGE: ReadonlySet<string> = new Set(["cursor", "format"]);

export interface StreamRequest {
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
}

export function streamText({ route, params, query }: StreamRequest): string {
  const pairs = Object.entries(query)
    .filter(([name]) => !OF_PAGE.has(name))
    .flatMap(([name, values]) => values.map((value) => JSON.stringify([name, value])));
  return canonicalJson({ route, params, filters: [...new Set(pairs)].sort() });
}
