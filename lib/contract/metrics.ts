/**
 * What functions tell CloudWatch: dashboard and alarms look at the same names. Each costs $0.30 a month where
 * it is used.
 */

export const METRIC_NAMESPACE = "Tributary";
/** The one dimension: which deployment. */
export const METRIC_DIMENSION = "service";
/** Its value, which is also the `service` of every line of the log. */
export const serviceOf = (stage: string): string => `tributary-${stage}`;

export const METRIC = {
  /**
   * Milliseconds from an action's storing to its rows in feeds, up to a second too many: streams know whole
   * seconds.
   */
  fanOutLag: "FanOutLag",
  /** Rows of feeds that deliveries have written or removed. */
  deliveries: "Deliveries",
  /**
   * Attempts at stream records and messages that failed. Lambda counts them as successes: it is told which to
   * repeat.
   */
  failures: "Failures",
  /**
   * What readers did for a feed: built a generation, settled it, or merged the streams of what its owner
   * follows.
   */
  feedBuilds: "FeedBuilds",
  feedSettles: "FeedSettles",
  feedPulls: "FeedPulls",
  /** Long jobs on entities that came to their end. */
  jobsDone: "JobsDone",
} as const;

/**
 * Requests that the gateway refused by itself. It is counted out of the access log, where nothing names the
 * service.
 */
export const refusedRequests = (stage: string): string => `RefusedRequests-${stage}`;
