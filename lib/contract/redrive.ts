/** The stack's output that names every failure queue, as JSON: a list of `Redrive`. */
export const FAILURE_QUEUES_OUTPUT = "FailureQueues";

/** A queue in which failed work waits, and the queue through which it is done again. */
export interface Redrive {
  /** The function that failed. */
  readonly worker: string;
  /** `work`: the messages themselves. `records`: where records lie in the table's stream, which forgets after a day. */
  readonly holds: "work" | "records";
  /** URLs. */
  readonly failures: string;
  readonly again: string;
}
