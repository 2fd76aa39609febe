import { TributaryError, type FieldError } from "../domain/errors.ts";
import type { Answer } from "./answer.ts";
import { STATUS, TITLE } from "./status.ts";
import { THROTTLED } from "../table/busy.ts";

interface Problem {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

/** AWS errors that mean "try again": the table is throttled, busy, or missing. */
const BUSY = new Set([
  ...THROTTLED,
  "LimitExceededException",
  "ResourceNotFoundException",
  "TransactionConflictException",
  "TransactionInProgressException",
]);
const UNREACHABLE = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);
const RETRY_AFTER = { "retry-after": "2" };

/** The error that the caller sees. Unexpected errors show no details. */
export function asTributaryError(thrown: unknown): TributaryError {
  if (thrown instanceof TributaryError) return thrown;
  const name = thrown instanceof Error ? thrown.name : "";
  if (BUSY.has(name) || isServerFault(thrown)) {
    return new TributaryError("unavailable", "The store is busy; try again in a moment.", {
      cause: thrown,
      headers: RETRY_AFTER,
    });
  }
  if (name === "TimeoutError" || UNREACHABLE.has(codeOf(thrown))) {
    return new TributaryError("unavailable", "The store cannot be reached; try again in a moment.", {
      cause: thrown,
      headers: RETRY_AFTER,
    });
  }
  return new TributaryError("internal", "Something went wrong on our side; try again.", { cause: thrown });
}

const isServerFault = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  "$metadata" in thrown &&
  Number((thrown.$metadata as Metadata | undefined)?.httpStatusCode) >= 500;

interface Metadata {
  readonly httpStatusCode?: number;
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";

export function problemOf({ code, message, errors }: TributaryError): Problem {
  return {
    type: "about:blank",
    title: TITLE[code],
    status: STATUS[code],
    detail: message,
    ...(errors && { errors }),
  };
}

export const problemAnswer = (error: TributaryError): Answer => ({
  status: STATUS[error.code],
  body: problemOf(error),
  headers: { ...error.headers, "content-type": "application/problem+json" },
});
