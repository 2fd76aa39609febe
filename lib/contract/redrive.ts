/** The stack's output that names every failure queue, as JSON: a list of `Redrive`. */
export const FAILURE_QUEUES_OUTPUT = "FailureQueues";

/**
 * A record of the table's stream that failed for good, whole, as its function puts it into its failure queue.
 */
export interface FailedRecord {
  readonly failed: {
    /** An ISO time. */
    readonly at: string;
    readonly error: { readonly name: string; readonly message: string };
  };
  readonly record: object;
}

/** A queue in which failed work waits, and the queue through which it is done again. */
export interface Redrive {
  /** The function that failed. */
  readonly worker: string;
  /**
   * `work`: the messages themselves. `records`: whole records (`FailedRecord`), and Lambda's own messages
   * about those that it gave up, which say where they lie in the table's stream; that forgets after a day.
   */
  readonly holds: "work" | "records";
  /** URLs. */
  readonly failures: string;
  readonly again: string;
}
