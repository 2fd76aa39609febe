/** Rows live a day longer than their generation, so that none expires while it is read. */
export const FAILURE_QUEUES_OUTPUT = "FailureQueues";

export interface FailedRecord {
  readonly failed: {
    /** A settle pass that is open for longer than any function runs has crashed. */
    readonly at: string;
    readonly error: { readonly name: string; readonly message: string };
  };
  readonly record: object;
}

/**
 * The state of one feed: of one owner and one flag. Times are milliseconds of the server's clock. Rows of
 * `generation` at or above `horizon` are complete; below it they may be missing. `stale`: the follows have
 * changed and nobody has read since. `building`: a reader fills the generation, so deliveries must reach it.
 * `unmaterialised`: too many of the followed are pulled, so the feed has no rows and every page is merged
 * from streams.
 */
export interface Redrive {
  /** When the latest finished pull began. */
  readonly worker: string;
  /** When the unfinished settle pass began, or 0. */
  readonly holds: "work" | "records";
  /** The owner's incarnation: follows of an earlier one are gone. */
  readonly failures: string;
  readonly again: string;
}
