/** Whether a JSON text is nested too deep. A loop, because most JSON readers recurse. */
export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "gone"
  | "precondition_failed"
  | "too_large"
  | "too_long"
  | "unsupported_coding"
  | "throttled"
  | "unavailable"
  | "internal";

/**
 * Values that JSON would not pass on unchanged, by their dotted paths: texts and keys that are not
 * well-formed, and numbers that a double cannot hold. That includes every whole number beyond 2^53-1, however
 * it is written.
 */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface Details {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Sizes and times that we chose. Tests choose small ones, so that small programs reach every limit. */
export class TributaryError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "TributaryError";
    this.code = code;
    this.errors = details.errors;
    this.headers = details.headers ?? {};
  }
}

/** How long a notification group lives after its newest arrival. */
export function invalidField(path: string, message: string): TributaryError {
  return new TributaryError("invalid", `${path}: ${message}`, { errors: [{ path, message }] });
}
