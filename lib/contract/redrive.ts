/** The stack's output that names every failure queue, as JSON: a list of `Redrive`. */
export const FAILURE_QUEUES_OUTPUT = "FailureQueues";

/** A change record that cannot succeed, as it is put into the failure queue. */
export interface FailedRecord {
  readonly failed: {
    readonly at: string;
    readonly error: { readonly name: string; readonly message: string };
  };
  readonly record: object;
}

/** A failure queue, and the queue through which its work is retried. */
export interface Redrive {
  readonly worker: string;
  /**
   * `work`: the messages themselves. `records`: whole records (`FailedRecord`), and Lambda's messages that
   * only point into the table's stream, which forgets after a day.
   */
  readonly holds: "work" | "records";
  readonly failures: string;
  readonly again: string;
}
