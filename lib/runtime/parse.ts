import * as z from "zod/mini";
import { type FieldError, TributaryError } from "../domain/errors.ts";

/** The wrong fields of a failed parse. An unknown field is an error of its own. */
export function fieldErrors(error: z.core.$ZodError): FieldError[] {
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
export function parsed<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
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

/** Checks a query. A parameter whose schema is a list may be given several times, every other once. */
export function parseQuery(schema: z.ZodMiniObject, raw: Readonly<Record<string, readonly string[]>>) {
  const errors: FieldError[] = [];
  const given: [string, unknown][] = [];
  for (const [name, values] of Object.entries(raw)) {
    const known = Object.hasOwn(schema.shape, name);
    const repeatable = known && isList(schema.shape[name]);
    if (known && values.includes("")) errors.push({ path: name, message: "must not be empty" });
    else if (known && values.length > 1 && !repeatable) errors.push({ path: name, message: "must be given once" });
    else given.push([name, repeatable ? values : values[0]]);
  }
  const result = schema.safeParse(Object.fromEntries(given));
  return { data: result.data, errors: [...errors, ...(result.error ? fieldErrors(result.error) : [])] };
}

const isList = (schema: unknown): boolean =>
  schema instanceof z.ZodMiniOptional ? isList(schema.def.innerType) : schema instanceof z.ZodMiniArray;

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
