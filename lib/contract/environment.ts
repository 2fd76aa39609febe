/** Names of the environment variables that infrastructure sets and functions read. */
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
  notificationDays: "NOTIFICATION_DAYS",
  celebrityFollowers: "CELEBRITY_FOLLOWERS",
  /** Requests a second of one caller, and at once. Both or none. */
  ratePerSecond: "RATE_PER_SECOND",
  rateBurst: "RATE_BURST",
  publicReads: "PUBLIC_READS",
  eventBus: "EVENT_BUS_NAME",
  /**
   * Where functions behind queues answer the canary, and (for the canary only) the queues it probes as JSON.
   */
  canaryQueue: "CANARY_QUEUE_URL",
  canaryProbes: "CANARY_PROBES",
  /** Where people reach the API, without a slash at the end. */
  publicUrl: "PUBLIC_URL",
  /** How the console signs people in: its client at the provider, and what it asks for. */
  consoleClient: "CONSOLE_CLIENT_ID",
  consoleScopes: "CONSOLE_SCOPES",
  /** `true` where the gateway may name an origin in an answer: caches must then keep one answer for each. */
  namesOrigins: "NAMES_ORIGINS",
  logLevel: "POWERTOOLS_LOG_LEVEL",
  serviceName: "POWERTOOLS_SERVICE_NAME",
} as const;
