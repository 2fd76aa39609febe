import * as z from "zod";
import { type FieldError, TributaryError } from "../domain/errors.ts";

/** The wrong fields of a failed parse. An unknown field is an error of its own. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [{ path: dotted(issue.path), message: issue.message }];
    return issue.keys.map((key) => ({ path: dotted([...issue.path, key]), message: "is not known here" }));
  });
}

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** A 400 that names every wrong field. */
export function invalid(errors: readonly FieldError[]): TributaryError {
  const names = errors.map(({ path, message }) => (path === "" ? message : `${path} ${message}`));
  return new TributaryError("invalid", `The request is not valid: ${names.join("; ")}.`, { errors });
}

/** The value, or a 400 that names every wrong field. */
export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(fieldErrors(result.error));
  return result.data;
}

/** Query parameters by name, each with every value it was given. @throws 400 where an escape is broken */
export function parseQueryString(raw: string): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const part of raw.split("&").filter((text) => text !== "")) {
    const at = part.indexOf("=");
    const name = decode(at < 0 ? part : part.slice(0, at));
    values.set(name, [...(values.get(name) ?? []), at < 0 ? "" : decode(part.slice(at + 1))]);
  }
  return Object.fromEntries(values);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new TributaryError("invalid", "The query string is not percent-encoded UTF-8.", {
      errors: [{ path: "", message: "the query string is not percent-encoded UTF-8" }],
    });
  }
}

const notEmpty = z.string().min(1, "must not be empty");

/** A parameter that may be given once. */
export const once = <S extends z.ZodType<unknown, string>>(schema: S) =>
  z
    .array(z.string())
    .length(1, "must be given once")
    .transform((values) => values[0] ?? "")
    .pipe(notEmpty)
    .pipe(schema)
    .optional();

/** A parameter that may be given several times. */
export const repeatable = <S extends z.ZodType<unknown, string>>(schema: S) => z.array(notEmpty.pipe(schema)).optional();

/**
 * A JSON body of at most `limit` bytes; none is an empty object.
 * @throws 413 beyond the limit, 400 where it is not JSON in UTF-8
 */
export function parseJson(text: string | undefined, base64: boolean, limit: number): unknown {
  const bytes = Buffer.from(text ?? "", base64 ? "base64" : "utf8");
  if (bytes.length > limit) throw new TributaryError("too_large", `A body here has at most ${limit} bytes.`);
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new TributaryError("invalid", "The body is not JSON in UTF-8.", {
      errors: [{ path: "", message: "the body is not JSON in UTF-8" }],
    });
  }
}
