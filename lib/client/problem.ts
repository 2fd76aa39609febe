import type { components } from "./api.ts";

type Problem = components["schemas"]["Problem"];

/** An answer of 400 or more, with its problem document (RFC 9457) if it has one. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: number;
  readonly title: string;
  /** Every wrong field of the request; `path` is dotted (`target.id`). */
  readonly errors: NonNullable<Problem["errors"]>;
  readonly retryAfter: number | undefined;

  constructor(status: number, { title, detail, errors = [] }: Partial<Problem>, retryAfter?: number) {
    const untold = errors.filter(({ message }) => detail?.includes(message) !== true);
    const fields = untold.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super([detail ?? title, fields].filter(Boolean).join(" ") || `The service answered ${status}.`);
    this.status = status;
    this.title = title ?? "";
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** A gateway's own answers have other bodies, which may not be JSON. */
export function problemOf(status: number, text: string, retryAfter?: number): ProblemError {
  try {
    const { message, title = message, ...rest } = JSON.parse(text) as Partial<Problem> & { message?: string };
    return new ProblemError(status, { title, ...rest }, retryAfter);
  } catch {
    return new ProblemError(status, {}, retryAfter);
  }
}
