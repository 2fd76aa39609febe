/** Everything that can go wrong for a caller. The HTTP edge maps each code to a status. */
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

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface Details {
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The one error type. `message` is shown to the caller, so it never holds internals. */
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

export function invalidField(path: string, message: string): TributaryError {
  return new TributaryError("invalid", `${path}: ${message}`, { errors: [{ path, message }] });
}
