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

/**
 * Keeps feeds, listed streams and counts up to date, and begins the removal of what deleted entities leave.
 */
export const MAINTAIN_FEEDS: StreamSettings = {
  name: "maintain-feeds",
  batchSize: 100,
  parallelizationFactor: 10,
  timeoutSeconds: 120,
};

/** Puts what happened on the event bus; a mapping of its own, so that a bus that fails delays no feed. */
export const PUBLISH_EVENTS: StreamSettings = {
  name: "publish-events",
  batchSize: 100,
  parallelizationFactor: 1,
  timeoutSeconds: 60,
};

/** A call that was cut off is repeated after so many times what it may take: AWS asks for six at least. */
export const VISIBILITY_TIMEOUTS = 6;
/** Deliveries of one message; what cannot be done by then waits in the failure queue. */
export const MAX_RECEIVES = 8;

/** How a function stands behind a queue, one message at a call. */
export interface QueueSettings {
  readonly name: string;
  readonly timeoutSeconds: number;
  /** Messages at work at the same time. */
  readonly maxConcurrency: number;
}

/**
 * Long work on entities, a slice at each call: removes what deleted ones leave, and switches large ones to
 * pulling.
 */
export const ENTITY_JOBS: QueueSettings = {
  name: "entity-jobs",
  timeoutSeconds: 30,
  maxConcurrency: 4,
};

/** Chunks of large fan-outs: one takes two seconds, and ten times that where the table is slow. */
export const FAN_OUT: QueueSettings = {
  name: "fan-out",
  timeoutSeconds: 30,
  maxConcurrency: 4,
};

/** Posts, and sees whether that arrives wherever posts must. */
export const CANARY = {
  name: "canary",
  everyMinutes: 10,
  /** How long it waits until all have seen it. */
  patienceSeconds: 90,
  timeoutSeconds: 120,
  /** It mostly waits. */
  memoryMegabytes: 256,
} as const;

export const API_TIMEOUT_SECONDS = 20;
