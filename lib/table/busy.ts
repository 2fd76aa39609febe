import { TributaryError } from "../domain/errors.ts";

/** AWS errors that mean that the table, or one of its keys, takes no more for now. */
export const THROTTLED: ReadonlySet<string> = new Set([
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
]);

/** Errors that mean that it could not be asked, or did not answer. */
const FAILING: ReadonlySet<string> = new Set(["InternalServerError", "ServiceUnavailable", "TimeoutError"]);

/** Whether the table takes no more for now, after all retries: work should wait. */
export const isThrottled = (error: unknown): boolean =>
  error instanceof TributaryError
    ? error.code === "unavailable"
    : error instanceof Error && THROTTLED.has(error.name);

/** Whether the store was too busy, so that the same may succeed later. */
export const isBusy = (error: unknown): boolean =>
  isThrottled(error) || (error instanceof Error && FAILING.has(error.name));
