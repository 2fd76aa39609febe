export const VARIABLE = {
  tableName: "TABLE_NAME",
  /** Of the OIDC provider whose tokens name users. All three or none. */
  jwtIssuer: "JWT_ISSUER",
  jwtAudience: "JWT_AUDIENCE",
  jwksUrl: "JWKS_URL",
  entityJobsQueue: "ENTITY_JOBS_QUEUE_URL",
  fanOutQueue: "FAN_OUT_QUEUE_URL",
  failureQueue: "FAILURE_QUEUE_URL",
  maxFollows: "MAX_FOLLOWS",
  asleepAfterDays: "ASLEEP_AFTER_DAYS",
  listShards: "LIST_SHARDS",
  notificationDays: "NOTIFICATION_DAYS",
  jobConcurrency: "JOB_CONCURRENCY",
  celebrityFollowers: "CELEBRITY_FOLLOWERS",
  /** Requests a second of one caller, and at once. Both or none. */
  ratePerSecond: "RATE_PER_SECOND",
  rateBurst: "RATE_BURST",
  publicReads: "PUBLIC_READS",
  eventBus: "EVENT_BUS_NAME",
  /** The queue for answers to the canary, and (for it only) the queues that it probes, as JSON. */
  canaryQueue: "CANARY_QUEUE_URL",
  canaryProbes: "CANARY_PROBES",
  /** Without a slash at its end. */
  publicUrl: "PUBLIC_URL",
  consoleClient: "CONSOLE_CLIENT_ID",
  consoleScopes: "CONSOLE_SCOPES",
  /** `true` if answers may name an origin: caches must then keep one answer for each. */
  namesOrigins: "NAMES_ORIGINS",
  logLevel: "POWERTOOLS_LOG_LEVEL",
  serviceName: "POWERTOOLS_SERVICE_NAME",
} as const;
