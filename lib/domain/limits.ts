import { DAY, SECOND } from "./time.ts";

/**
 * Sizes and times that are chosen, not given. Proofs choose small ones, so that small programs meet every
 * border.
 */
export const LIMITS = {
  /** How long a group of notifications lives after its newest arrival. */
  retention: 90 * DAY,
  /** Members of a group of notifications that stand in its head itself, the newest; the rest stand in rows. */
  inline: 8,
  /** How many one follower may follow with one flag: beyond it a feed would cost too much to build. */
  follows: 5000,
  /** Flags that one follower may use. */
  flags: 16,
  /** How many one entity may mute. */
  mutes: 1000,
  /** Rows that a build writes; deeper pages pull. */
  window: 100,
  /** With more of the followed pulled, a feed is not materialised at all. */
  pulledEntities: 100,
  /** Followers up to which a fan-out is done in place: it takes well under a second. */
  inPlace: 500,
  /** Followers of one chunk of a larger fan-out. */
  chunk: 2000,
  /** Followers handled at once: as many states as one batch reads. */
  states: 100,
  /** Edges or actions read at once by long work on an entity. */
  page: 200,
  /** Items that are examined, and bytes of them, before a filtered page is short. */
  examined: 5000,
  examinedBytes: 4 * 1024 * 1024,
  /** Actions of one window that are put into groups at once. */
  grouped: 1000,
  /** Items that a filtered walk reads at once at most: matches may be rare. */
  filteredChunk: 250,
  /**
   * Items read at once where a deleted entity's remains lie in the way: there may be many of them in a row.
   */
  remains: 1000,
  /**
   * A feed nobody has read for this long is asleep: posts do not cost it a write, the next read builds it
   * anew.
   */
  asleepAfter: 30 * DAY,
  /**
   * How long after a bump reads pull once more, because an index may lag behind the table. Only a pull that
   * began after the last of these is believed for good: it goes with the first daily touch, when an index
   * that was throttled for hours has caught up, too.
   */
  settleAfter: [2 * SECOND, 10 * SECOND, 60 * SECOND, DAY] as readonly number[],
  /** The fan-out gives up this much later than readers do, because clocks differ. */
  fanOutGrace: 3600 * SECOND,
};

export type Limits = Readonly<typeof LIMITS>;
