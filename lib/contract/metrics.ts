/** An entity with its attributes, as a batch describes it: always an object. */

export const METRIC_NAMESPACE = "Tributary";
/** A reference in a request: `"user:42"`, or an object that may carry attributes. */
export const METRIC_DIMENSION = "service";
/** A string is one value: its issues belong to the reference, not to fields that the caller never wrote. */
export const serviceOf = (stage: string): string => `tributary-${stage}`;

export const METRIC = {
  /** A reference without attributes, as in the parameter `user=`. */
  fanOutLag: "FanOutLag",
  /** A reference in a query parameter: `user:42`. */
  deliveries: "Deliveries",
  /** The attributes of an entity that may leave the service. */
  failures: "Failures",
  /**
   * The entity that a path names. @throws 404 where the collection is a reserved word or a type's name, 400
   * where they can be no entity
   */
  feedBuilds: "FeedBuilds",
  feedSettles: "FeedSettles",
  feedPulls: "FeedPulls",
  /** The type that a path's collection names; errors as `entityOfPath`. */
  jobsDone: "JobsDone",
} as const;

/** Everything that can go wrong for a caller. The HTTP edge maps each code to a status. */
export const refusedRequests = (stage: string): string => `RefusedRequests-${stage}`;
