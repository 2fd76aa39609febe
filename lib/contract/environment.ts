/** Names of the environment variables that infrastructure sets and functions read. */
export const VARIABLE = {
  tableName: "TABLE_NAME",
  /** Issuer, audience and key-set URL of the OIDC provider whose tokens name users. All three or none. */
  jwtIssuer: "JWT_ISSUER",
  jwtAudience: "JWT_AUDIENCE",
  jwksUrl: "JWKS_URL",
  /** URLs of the queues of long work. */
  entityJobsQueue: "ENTITY_JOBS_QUEUE_URL",
  fanOutQueue: "FAN_OUT_QUEUE_URL",
  /** URL of the queue for records that the function cannot handle. */
  failureQueue: "FAILURE_QUEUE_URL",
  /** How many entities one follower may follow with one flag. */
  maxFollows: "MAX_FOLLOWS",
  /** How many days notifications are kept. */
  notificationDays: "NOTIFICATION_DAYS",
  /** From how many followers on an entity is pulled. */
  celebrityFollowers: "CELEBRITY_FOLLOWERS",
  /** How often one caller may call: requests a second, and at once. Both or none. */
  ratePerSecond: "RATE_PER_SECOND",
  rateBurst: "RATE_BURST",
  /** `true`: reads of what every caller may see need no token. */
  publicReads: "PUBLIC_READS",
  eventBus: "EVENT_BUS_NAME",
  /**
   * Where functions behind queues answer the canary, and, for it alone, the queues that it probes: JSON, URLs
   * by name.
   */
  canaryQueue: "CANARY_QUEUE_URL",
  canaryProbes: "CANARY_PROBES",
  /** Where people reach the API: what all links begin with. No slash at its end. */
  publicUrl: "PUBLIC_URL",
  /** `true` where the gateway may name an origin in an answer: then caches must keep one for each. */
  namesOrigins: "NAMES_ORIGINS",
  logLevel: "POWERTOOLS_LOG_LEVEL",
  serviceName: "POWERTOOLS_SERVICE_NAME",
} as const;
