import type { ErrorCode } from "../domain/errors.ts";

export const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  too_large: 413,
  too_long: 414,
  unsupported_coding: 415,
  throttled: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** Titles of RFC 9110, as RFC 9457 wants them for the type `about:blank`. */
export const TITLE = {
  invalid: "Bad Request",
  unauthenticated: "Unauthorized",
  forbidden: "Forbidden",
  not_found: "Not Found",
  method_not_allowed: "Method Not Allowed",
  conflict: "Conflict",
  gone: "Gone",
  precondition_failed: "Precondition Failed",
  too_large: "Content Too Large",
  too_long: "URI Too Long",
  unsupported_coding: "Unsupported Media Type",
  throttled: "Too Many Requests",
  internal: "Internal Server Error",
  unavailable: "Service Unavailable",
} as const satisfies Record<ErrorCode, string>;
