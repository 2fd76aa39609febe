import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { inject } from "vitest";
import document from "../../lib/openapi/openapi.json" with { type: "json" };
import type { Caller } from "./people.ts";

/** As much of JSON Schema as the tests use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly tags: readonly string[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
  };
  readonly responses: Readonly<Record<string, Response>>;
}

/** Resolves a `$ref`. */
export function resolved<T extends object>(value: T): T {
  const ref = "$ref" in value && typeof value.$ref === "string" ? value.$ref : undefined;
  if (ref === undefined) return value;
  const parts = ref.slice(2).split("/");
  return parts.reduce<unknown>((found, part) => (found as Record<string, unknown>)[part], document) as T;
}

function described(given: object): Operation {
  const operation = given as Operation;
  return {
    ...operation,
    ...(operation.parameters && { parameters: operation.parameters.map((one) => resolved(one)) }),
  };
}

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...described(operation),
    method: method.toUpperCase(),
    path,
  })),
);

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(document, "api");

const validators = new WeakMap<Schema, ValidateFunction>();

/** How a value violates a schema; `undefined` if it does not. */
export function wrongWith(schema: Schema, value: unknown): string | undefined {
  const validate =
    validators.get(schema) ??
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as Schema);
  validators.set(schema, validate);
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

export const bodySchema = ({ requestBody }: Operation): Schema | undefined =>
  requestBody && resolved(requestBody.content["application/json"]?.schema ?? {});

export interface Call {
  readonly caller: Caller;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly status: number;
  readonly type: string | undefined;
  readonly headers: Headers;
  readonly text: string;
}

/** A body of text or bytes is sent as it is. */
export async function send(method: string, { caller, path, body, headers }: Call): Promise<Sent> {
  const response = await fetch(`${inject("url")}${path}`, {
    method,
    headers: {
      ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && {
      body: typeof body === "string" || body instanceof Buffer ? body : JSON.stringify(body),
    }),
  });
  const type = response.headers.get("content-type")?.split(";")[0];
  return { status: response.status, type, headers: response.headers, text: await response.text() };
}

/** What an answer has that the document does not allow. */
export function undocumented(
  { responses }: Operation,
  { status, type, headers, text }: Sent,
): string | undefined {
  const found = responses[status];
  if (found === undefined) return `status ${status}: ${text}`;
  const { content, headers: promised = {} } = resolved(found);
  const missing = Object.keys(promised).filter((name) => !headers.has(name));
  if (missing.length > 0) return `status ${status} without ${missing.join(", ")}`;
  if (content === undefined) return text === "" ? undefined : `status ${status} with a body`;
  const schema = content[type ?? ""]?.schema;
  if (schema === undefined) return `status ${status} as ${type}`;
  return wrongWith(schema, type?.endsWith("json") === true ? JSON.parse(text) : text);
}
