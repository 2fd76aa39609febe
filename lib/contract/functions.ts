/** Functions that are not routes. The key is the name of the function and of its file in `lambdas/`. */

/** Answers what no route matches: 405 where the path exists with another method, else 404. The gateway's `$default`. */
export const FALLBACK = "no-such-route";

/** Settings of the event source mapping between the table's stream and `lambdas/stream/maintain-feeds.ts`. */
export const MAINTAIN_FEEDS = {
  name: "maintain-feeds",
  batchSize: 100,
  batchingWindowSeconds: 0,
  /** With back-off between attempts this outlasts minutes of throttling; then the record goes to the failure queue. */
  retryAttempts: 10,
  maxRecordAgeSeconds: 3600,
  parallelizationFactor: 10,
  timeoutSeconds: 120,
} as const;

export const API_TIMEOUT_SECONDS = 20;
