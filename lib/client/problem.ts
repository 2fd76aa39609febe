import type { components } from "./api.ts";

type Problem = components["schemas"]["Problem"];

/** Indexes project all attributes, so that a page needs the index only, except where `only` lists them. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: number;
  /** Notification groups, slim: counting a thousand must not read what a thousand groups show. */
  readonly title: string;
  /**
   * How the partition keys of items begin. Event filters need the first; `lib/table/keys.ts` makes all keys.
   */
  readonly errors: NonNullable<Problem["errors"]>;

  constructor(status: number, { title, detail, errors = [] }: Partial<Problem>) {
    // The `kind` of an item under an action's key. Changes of all but `idempotency` wake functions.
    const untold = errors.filter(({ message }) => detail?.includes(message) !== true);
    const fields = untold.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super([detail ?? title, fields].filter(Boolean).join(" ") || `The service answered ${status}.`);
    this.status = status;
    this.title = title ?? "";
    this.errors = errors;
  }
}

/** The recipients of an action that has many: an item beside it. */
export function problemOf(status: number, text: string): ProblemError {
  try {
    const { message, title = message, ...rest } = JSON.parse(text) as Partial<Problem> & { message?: string };
    return new ProblemError(status, { title, ...rest });
  } catch {
    return new ProblemError(status, {});
  }
}
