import { TributaryError } from "../domain/errors.ts";

/** AWS errors that mean that the table, or one of its keys, takes no more for now. */
export const THROTTLED: ReadonlySet<string> = new Set([
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
]);

/** Whether an error says that the table is too busy, after all retries. */
export const isBusy = (error: unknown): boolean =>
  error instanceof TributaryError
    ? error.code === "unavailable"
    : error instanceof Error && THROTTLED.has(error.name);
