/** Functions that are not routes. The key is the name of the function and of its file in `lambdas/`. */

/** Answers what no route matches: 405 where the path exists with another method, else 404. The gateway's `$default`. */
export const FALLBACK = "no-such-route";

/** How a function stands behind the table's stream. */
export interface StreamSettings {
  readonly name: string;
  readonly batchSize: number;
  /** With back-off between attempts this outlasts minutes of throttling; then the record goes to the failure queue. */
  readonly retryAttempts: number;
  readonly maxRecordAgeSeconds: number;
  readonly parallelizationFactor: number;
  readonly timeoutSeconds: number;
}

/** Keeps feeds, listed streams and counts up to date, and begins the removal of what deleted entities leave. */
export const MAINTAIN_FEEDS: StreamSettings = {
  name: "maintain-feeds",
  batchSize: 100,
  retryAttempts: 10,
  maxRecordAgeSeconds: 3600,
  parallelizationFactor: 10,
  timeoutSeconds: 120,
};

/** Puts what happened on the event bus; a mapping of its own, so that a bus that fails delays no feed. */
export const PUBLISH_EVENTS: StreamSettings = {
  name: "publish-events",
  batchSize: 100,
  retryAttempts: 20,
  maxRecordAgeSeconds: 12 * 3600,
  parallelizationFactor: 1,
  timeoutSeconds: 60,
};

/** How a function stands behind a queue, one message at a call. */
export interface QueueSettings {
  readonly name: string;
  readonly timeoutSeconds: number;
  /** A call that was cut off is repeated after this. */
  readonly visibilitySeconds: number;
  /** Deliveries of one message; what cannot be done by then waits in the failure queue. */
  readonly maxReceiveCount: number;
  /** Messages at work at the same time. */
  readonly maxConcurrency: number;
}

/** Long work on entities, a slice at each call: removes what deleted ones leave, and switches large ones to pulling. */
export const ENTITY_JOBS: QueueSettings = {
  name: "entity-jobs",
  timeoutSeconds: 60,
  visibilitySeconds: 90,
  maxReceiveCount: 8,
  maxConcurrency: 4,
};

/** Chunks of large fan-outs. */
export const FAN_OUT: QueueSettings = {
  name: "fan-out",
  timeoutSeconds: 60,
  visibilitySeconds: 90,
  maxReceiveCount: 8,
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
