const HOUR = 3_600_000;

/** How long somebody is muted, in milliseconds; nothing: for good. */
export const LENGTHS: readonly (readonly [string, number | undefined])[] = [
  ["For 1 hour", HOUR],
  ["For 1 day", 24 * HOUR],
  ["For 1 week", 7 * 24 * HOUR],
  ["Always", undefined],
];

/** The time at which a mute of such a length ends. */
export const untilOf = (length: number | undefined, now = Date.now()): string | undefined =>
  length === undefined ? undefined : new Date(now + length).toISOString();

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

/** "until 3 December 2026 at 14:00", or "for good". */
export const untilInWords = (until: string | null): string =>
  until === null ? "for good" : `until ${moment.format(new Date(until))}`;
