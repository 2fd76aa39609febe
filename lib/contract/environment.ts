/** The body of an action after a patch. Without `to` the recipients stay. */
export const VARIABLE = {
  tableName: "TABLE_NAME",
  /** Whether a time is more than five minutes ahead of now; clients' clocks may differ by that much. */
  jwtIssuer: "JWT_ISSUER",
  jwtAudience: "JWT_AUDIENCE",
  jwksUrl: "JWKS_URL",
  /** The references of a new action, with their fields' names. */
  entityJobsQueue: "ENTITY_JOBS_QUEUE_URL",
  fanOutQueue: "FAN_OUT_QUEUE_URL",
  /** The entities of an action, by role. */
  failureQueue: "FAILURE_QUEUE_URL",
  /**
   * The sentence: `actor verb`, `actor verb object`, `actor verb target`, or `actor verb object on target`.
   */
  maxFollows: "MAX_FOLLOWS",
  /** Two requests with the same text are the same request. */
  notificationDays: "NOTIFICATION_DAYS",
  /** Who calls: a user, or a service with its key's scopes. */
  celebrityFollowers: "CELEBRITY_FOLLOWERS",
  /** A caller, the holder of a feed key, or (with public reads) anyone. */
  ratePerSecond: "RATE_PER_SECOND",
  rateBurst: "RATE_BURST",
  /** `owner`: whose feed it reads as `/feed`; a service's own key has none. */
  publicReads: "PUBLIC_READS",
  eventBus: "EVENT_BUS_NAME",
  /** What a service's key must hold to call a route. Users hold both. */
  canaryQueue: "CANARY_QUEUE_URL",
  canaryProbes: "CANARY_PROBES",
  /** The unique text of a caller: idempotency keys and cursors belong to one. */
  publicUrl: "PUBLIC_URL",
  /** The text of an entity as a caller. */
  namesOrigins: "NAMES_ORIGINS",
  logLevel: "POWERTOOLS_LOG_LEVEL",
  serviceName: "POWERTOOLS_SERVICE_NAME",
} as const;
