/** The stack's output that names every failure queue, as JSON: a list of `Redrive`. */
export const FAILURE_QUEUES_OUTPUT = "FailureQueues";

export interface FailedRecord {
  readonly failed: {
    readonly at: string;
    readonly error: { readonly name: string; readonly message: string };
  };
  readonly record: object;
}

export interface Redrive {
  readonly worker: string;
  /** `work`: messages. `records`: `FailedRecord`s, and pointers into the stream, which forgets in a day. */
  readonly holds: "work" | "records";
  readonly failures: string;
  readonly again: string;
}
