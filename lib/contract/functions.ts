/** The gateway's `$default`: 405 where the path exists with another method, else 404. */
export const FALLBACK = "no-such-route";

export interface StreamSettings {
  readonly name: string;
  readonly batchSize: number;
  readonly parallelizationFactor: number;
  readonly timeoutSeconds: number;
}

/** Failing records are retried up to this age; the stream keeps them 24 h: time is left to redrive them. */
export const MAX_RECORD_AGE_SECONDS = 22 * 3600;

export const MAINTAIN_FEEDS: StreamSettings = {
  name: "maintain-feeds",
  batchSize: 100,
  parallelizationFactor: 10,
  timeoutSeconds: 120,
};

/** Puts changes on the event bus. It has a mapping of its own, so that a failing bus delays no feed. */
export const PUBLISH_EVENTS: StreamSettings = {
  name: "publish-events",
  batchSize: 100,
  parallelizationFactor: 1,
  timeoutSeconds: 60,
};

/** The visibility timeout of a queue, in function timeouts: AWS asks for at least six. */
export const VISIBILITY_TIMEOUTS = 6;
/** Deliveries of one message before it goes to the failure queue. */
export const MAX_RECEIVES = 8;

export interface QueueSettings {
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly maxConcurrency: number;
}

/** Long work on entities, a slice a call: removes what deleted ones left, switches large ones to pull. */
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

export const CANARY = {
  name: "canary",
  everyMinutes: 10,
  patienceSeconds: 90,
  timeoutSeconds: 120,
  memoryMegabytes: 256,
} as const;

export const API_TIMEOUT_SECONDS = 20;
