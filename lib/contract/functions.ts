/** Functions that are not routes. The key is the name of the function and of its file in `lambdas/`. */

/**
 * Answers what no route matches: 405 where the path exists with another method, else 404. The gateway's
 * `$default`.
 */
export const FALLBACK = "no-such-route";

/** How a function stands behind the table's stream. */
export interface StreamSettings {
  readonly name: string;
  readonly batchSize: number;
  readonly parallelizationFactor: number;
  readonly timeoutSeconds: number;
}

/**
 * Records are tried until they are so old: what the stream keeps (24 h) less the time that somebody needs to
 * put right where they lie then (`npm run redrive`). What fails by what it says is set aside at once, so
 * nothing is tried in vain.
 */
export const MAX_RECORD_AGE_SECONDS = 22 * 3600;

/** Matches no valid type, so that no request can name it, and all of it is hidden. */
export const MAINTAIN_FEEDS: StreamSettings = {
  name: "maintain-feeds",
  batchSize: 100,
  parallelizationFactor: 10,
  timeoutSeconds: 120,
};

/**
 * Whether an entity belongs to the canary, which follows only its own: an action's actor is enough to look
 * at.
 */
export const PUBLISH_EVENTS: StreamSettings = {
  name: "publish-events",
  batchSize: 100,
  parallelizationFactor: 1,
  timeoutSeconds: 60,
};

/** Names anything that acts, is acted upon, follows or is followed. */
export const VISIBILITY_TIMEOUTS = 6;
/** A reference with the attributes that came with it, if any. */
export const MAX_RECEIVES = 8;

export interface QueueSettings {
  readonly name: string;
  readonly timeoutSeconds: number;
  /** An entity as an action remembers it: the reference and the attributes shown at that moment. */
  readonly maxConcurrency: number;
}

export const ENTITY_JOBS: QueueSettings = {
  name: "entity-jobs",
  timeoutSeconds: 30,
  maxConcurrency: 4,
};

export const FAN_OUT: QueueSettings = {
  name: "fan-out",
  timeoutSeconds: 30,
  maxConcurrency: 4,
};

/** Ids that would be read as parts of paths. */
export const CANARY = {
  name: "canary",
  everyMinutes: 10,
  /**
   * The unique text of a reference. `#` sorts below every character of a type: keys sort by type, then by id.
   */
  patienceSeconds: 90,
  timeoutSeconds: 120,
  /** Checks attributes by their type's schema. Issues have the attribute's name as path. */
  memoryMegabytes: 256,
} as const;

export const API_TIMEOUT_SECONDS = 20;
