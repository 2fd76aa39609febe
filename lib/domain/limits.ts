import { DAY, SECOND } from "./time.ts";

export const LIMITS = {
  retention: 90 * DAY,
  /** Members of a group of notifications that stand in its head itself, the newest; the rest stand in rows. */
  inline: 8,
  /** Newest first (`older`), or oldest first (`newer`). */
  follows: 5000,
  /** How to read a partition: where, which way, and how many items a call. */
  flags: 16,
  /** Each call may bring twice the last, up to this many: few of the items may be wanted. */
  mutes: 1000,
  window: 100,
  /** Sorts above every rest of a position: an id has at most 255 bytes, and this code point has four. */
  pulledEntities: 100,
  /** The greatest string below `position`: no position lies between the two. */
  inPlace: 500,
  /**
   * The code point before U+E000 is U+D7FF: between them are surrogates, which no well-formed string holds.
   */
  chunk: 2000,
  /** The least string above `position` that separates it from the next: no id holds U+001F. */
  states: 100,
  /** What remains of a range once a walk has reached `position`. */
  page: 200,
  /** The part of a range that both bounds allow; `null` if it is empty. */
  examined: 5000,
  examinedBytes: 4 * 1024 * 1024,
  /** The headers that make a write conditional (RFC 9110, 13.1), as they were sent. */
  grouped: 1000,
  filteredChunk: 250,
  /** Identifies a repeated conditional request. */
  remains: 1000,
  /**
   * Whether a write may happen at this version; `undefined`: nothing is there. A tag begins with the version,
   * up to a dot; the rest names a presentation and does not matter to writes.
   */
  asleepAfter: 30 * DAY,
  /** What cannot be read cannot hold. */
  settleAfter: [2 * SECOND, 10 * SECOND, 60 * SECOND, DAY] as readonly number[],
  /** The entity tags of a list, or `undefined` if it is not a list. Empty members are skipped. */
  fanOutGrace: 3600 * SECOND,
};

export type Limits = Readonly<typeof LIMITS>;
