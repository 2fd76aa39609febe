import { isUtf8 } from "node:buffer";
import * as z from "zod/mini";
import { type FieldError, TributaryError } from "../domain/errors.ts";
import { NOT_KNOWN } from "../domain/issue.ts";
import { DEPTH_RULE, isTooDeep, unsoundValues } from "../domain/json.ts";

/** An answer must not grow far beyond its request. */
const MOST_TOLD = 1000;
const LONGEST_PATH = 255;
const NO_JSON = "the body is not JSON in UTF-8";
const ENCODING_RULE = "is not percent-encoded UTF-8";

/** The wrong fields of a failed parse. Each unknown field is an error of its own. */
export function fieldErrors(error: z.core.$ZodError): FieldError[] {
  return error.issues.flatMap((issue) => told(issue, []));
}

function told(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: dotted([...path, key]), message: NOT_KNOWN }));
  if (issue.code !== "invalid_union" || issue.errors.length === 0)
    return [{ path: dotted(path), message: issue.message }];
  // The alternative of the right type says what is wrong inside; if there is none, each says what it wants.
  const fits = issue.errors.find((issues) => !issues.some(isOfAnotherType));
  if (fits !== undefined) return fits.flatMap((inner) => told(inner, path));
  const wanted = new Set(
    issue.errors
      .flat()
      .filter(isOfAnotherType)
      .map(({ message }) => message),
  );
  return [{ path: dotted(path), message: [...wanted].join(" or ").replaceAll(" or must be", " or") }];
}

const isOfAnotherType = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** A 400 that names every wrong field. Field names of callers are made well-formed and cut. */
export function invalid(all: readonly FieldError[]): TributaryError {
  const errors = all.slice(0, MOST_TOLD).map(({ path, message }) => ({ path: cut(path), message }));
  const names = errors.map(({ path, message }) => (path === "" ? message : `${path} ${message}`));
  return new TributaryError("invalid", `The request is not valid: ${names.join("; ")}.`, { errors });
}

const cut = (path: string): string =>
  (path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path).toWellFormed();

const batches = new WeakSet<z.ZodMiniType>();

export function asBatch<S extends z.ZodMiniType>(schema: S): S {
  batches.add(schema);
  return schema;
}

/** The parsed value, and every wrong field: by the schema, and values that JSON cannot hold. */
export function check<S extends z.ZodMiniType>(schema: S, value: unknown) {
  const unsound = batches.has(schema) ? [] : unsoundValues(value);
  const named = new Set(unsound.map(({ path }) => path));
  const result = schema.safeParse(value);
  const errors = result.error ? fieldErrors(result.error).filter(({ path }) => !named.has(path)) : [];
  return { data: result.data as z.output<S>, errors: [...unsound, ...errors] };
}

export function parsed<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const { data, errors } = check(schema, value);
  if (errors.length > 0) throw invalid(errors);
  return data;
}

/** Query parameters by name, each with every value it was given. @throws 400 where an escape is broken */
export function parseQueryString(raw: string): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const part of raw.split("&").filter((text) => text !== "")) {
    const at = part.indexOf("=");
    const name = decode(at < 0 ? part : part.slice(0, at), "");
    const value = at < 0 ? "" : decode(part.slice(at + 1), name);
    const others = values.get(name);
    if (others === undefined) values.set(name, [value]);
    else others.push(value);
  }
  return Object.fromEntries(values);
}

function decode(text: string, field: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw invalid([
      { path: field, message: field === "" ? `the query string ${ENCODING_RULE}` : ENCODING_RULE },
    ]);
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
    else if (known && values.length > 1 && !repeatable)
      errors.push({ path: name, message: "must be given once" });
    else given.push([name, repeatable ? values : values[0]]);
  }
  const result = schema.safeParse(Object.fromEntries(given));
  return { data: result.data, errors: [...errors, ...(result.error ? fieldErrors(result.error) : [])] };
}

export const isList = (schema: unknown): boolean =>
  schema instanceof z.ZodMiniOptional ? isList(schema.def.innerType) : schema instanceof z.ZodMiniArray;

/** A JSON body; none is an empty object. @throws 413 beyond `limit` bytes, 400 for other text or too deep */
export function parseJson(text: string | undefined, base64: boolean, limit: number): unknown {
  const bytes = Buffer.from(text ?? "", base64 ? "base64" : "utf8");
  if (bytes.length > limit) throw new TributaryError("too_large", `A body here has at most ${limit} bytes.`);
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw invalid([{ path: "", message: NO_JSON }]);
  const json = new TextDecoder().decode(bytes);
  if (isTooDeep(json)) throw invalid([{ path: "", message: `the body ${DEPTH_RULE}` }]);
  try {
    return JSON.parse(json);
  } catch {
    throw invalid([{ path: "", message: NO_JSON }]);
  }
}
