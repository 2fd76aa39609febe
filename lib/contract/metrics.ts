/** CloudWatch metrics, for functions, dashboard and alarms. Each costs $0.30 a month where it is used. */

export const METRIC_NAMESPACE = "Tributary";
export const METRIC_DIMENSION = "service";
export const serviceOf = (stage: string): string => `tributary-${stage}`;

export const METRIC = {
  /** Milliseconds from storing an action to its rows; up to 1,000 too many: streams know whole seconds. */
  fanOutLag: "FanOutLag",
  deliveries: "Deliveries",
  /** Failed attempts at changes and messages. Lambda's own metric counts them as successes. */
  failures: "Failures",
  /** Work of readers for a feed: building a generation, settling it, or merging the followed streams. */
  feedBuilds: "FeedBuilds",
  feedSettles: "FeedSettles",
  feedPulls: "FeedPulls",
  jobsDone: "JobsDone",
} as const;

/** Requests that the gateway itself refused: its access log counts them, and cannot name the service. */
export const refusedRequests = (stage: string): string => `RefusedRequests-${stage}`;
