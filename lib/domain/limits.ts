import { DAY, HOUR, SECOND } from "./time.ts";

/** Sizes and times that we chose. Tests choose small ones, so that small programs reach every limit. */
export const LIMITS = {
  retention: 90 * DAY,
  /** So many newest members of a notification group stand in its head; the rest stand in rows. */
  inline: 8,
  /** Follows of one follower with one flag: more would make a feed too expensive to build. */
  follows: 5000,
  flags: 16,
  mutes: 1000,
  /** Rows that a build writes: two pages of 25, and what shows that there is a third. */
  window: 52,
  /** With more pulled entities, a feed has no rows at all. */
  pulledEntities: 100,
  /** With fewer pulled entities a new follow becomes one; else it begins a new generation. */
  joined: 20,
  /** Followers up to which a fan-out is done in place: it takes well under a second. */
  inPlace: 1000,
  chunk: 2000,
  /** Longer than a call behind the queue of chunks runs, and shorter than its message stays hidden. */
  lease: 35 * SECOND,
  together: 500,
  /** Posts a second times followers from which an entity is pulled: a post reads its followers twice. */
  hotFrom: 10_000,
  hotLook: 100,
  /** Followers handled at once: as many states as one batch reads. */
  states: 100,
  page: 200,
  /** Items (and bytes) examined for a filtered page before it is cut short. */
  examined: 5000,
  examinedBytes: 4 * 1024 * 1024,
  ranges: 4,
  grouped: 1000,
  /** Items that a filtered walk reads at once at most, as matches may be rare. */
  filteredChunk: 250,
  /** Items read at once among a deleted entity's remains, which may be many in a row. */
  remains: 1000,
  /** Over how many keys listed streams are spread. It is only ever raised. */
  listShards: 1,
  /** For how long the newest actions of a pulled entity may be shown without a look. */
  headRemembered: 1.5 * SECOND,
  /** For how long a function may not know of a raise, and when a raise takes effect. */
  shardsRemembered: 30 * SECOND,
  shardsUsedAfter: 120 * SECOND,
  /** For how long posts may remember an entity that is spread over keys, and when who changed it answers. */
  spreadRemembered: SECOND,
  spreadForgotten: 1.5 * SECOND,
  /** When more keys are used: every function has read of them, and calls from before have ended. */
  keysUsedAfter: 120 * SECOND,
  /** Unread for this long a feed gets no rows. A rebuild costs one to two days of deliveries. */
  asleepAfter: 4 * DAY,
  /** The same for a feed that has slept, until it is read on a second day: many come once a week. */
  firstAsleepAfter: 32 * HOUR,
  /**
   * When reads pull again after a change of follows, as indexes lag. Only a pull that began after the last is
   * final: by then even an index that was throttled for hours has caught up.
   */
  settleAfter: [2 * SECOND, 10 * SECOND, 60 * SECOND, DAY] as readonly number[],
  /** How far the bound of an entity's times (`bounds.ts`) rises beyond the need: so it seldom rises. */
  boundAhead: 6 * HOUR,
  /** Up to so many streams are all asked: to read the bounds of fewer costs more than it spares. */
  askAll: 300,
  /** The fan-out gives a feed up this much later than readers do, because clocks differ. */
  fanOutGrace: 3600 * SECOND,
};

export type Limits = Readonly<typeof LIMITS>;
