import { type Schema, resolved, wrongWith } from "./openapi.ts";

/** Longer than any field allows. */
export const LONG = "x".repeat(10_001);

/** Wrong values, tried in every field. */
const WRONG: Readonly<Record<string, unknown>> = {
  number: 42,
  fraction: -1.5,
  boolean: true,
  list: [],
  object: {},
  null: null,
  empty: "",
  blank: " ",
  words: "Not one!",
  control: "a\u0007b",
  long: LONG,
};

type Json = Readonly<Record<string, unknown>>;

export interface Spoilt {
  /** Dotted, as the answer should name it. */
  readonly field: string;
  readonly what: string;
  readonly body: unknown;
}

/** Valid values with every field: together they have each alternative at least once. */
export function samples(schema: Schema, word: string): unknown[] {
  const { anyOf, properties, items, format, minimum, ...rest } = resolved(schema);
  if (rest.const !== undefined) return [rest.const];
  if (rest.enum !== undefined) return [...rest.enum];
  if (anyOf !== undefined)
    return anyOf.filter(({ type }) => type !== "null").flatMap((option) => samples(option, word));
  const [example] = rest.examples ?? [];
  if (example !== undefined) return [example];
  const type = [rest.type].flat()[0];
  if (type === "object") return objects(Object.entries(properties ?? {}), word);
  if (type === "array") return samples(items ?? {}, word).map((item) => [item]);
  if (type === "boolean") return [true];
  if (type === "integer") return [Math.max(minimum ?? 1, 1)];
  const text =
    { "date-time": "2020-01-01T00:00:00Z", uri: "https://example.com/", email: "a@example.com" }[
      format ?? ""
    ] ?? word;
  return [wrongWith(schema, text) === undefined ? text : `${word}:${word}`];
}

/** Objects with every field; alternatives of a field get an object each. */
function objects(properties: readonly (readonly [string, Schema])[], word: string): Json[] {
  const all = properties.map(([name, schema]) => [name, samples(schema, word)] as const);
  const first = Object.fromEntries(all.map(([name, [value]]) => [name, value]));
  return [
    first,
    ...all.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...first, [name]: value }))),
  ];
}

/** Invalid bodies, each with one wrong field: every field, nested ones included, gets every wrong value. */
export function spoiltBodies(schema: Schema, word: string): Spoilt[] {
  const seen = new Map<string, Spoilt>();
  for (const sample of samples(schema, word) as Json[]) {
    const wrong = wrongWith(schema, sample);
    if (wrong !== undefined) throw new Error(`no sample: ${wrong}: ${JSON.stringify(sample)}`);
    for (const { field, what, body, around } of spoil(sample)) {
      if (wrongWith(schema, body) === undefined) continue;
      // A field of the body is the same in all samples; one of a reference only in that reference.
      seen.set([field, what, field.includes(".") ? JSON.stringify(around) : ""].join(" "), {
        field,
        what,
        body,
      });
    }
  }
  return [...seen.values()];
}

function* spoil(object: Json, prefix = ""): Generator<Spoilt & { readonly around: Json }> {
  const around = object;
  yield { field: `${prefix}no_such_field`, what: "unknown", body: { ...object, no_such_field: 1 }, around };
  for (const [name, value] of Object.entries(object)) {
    const field = `${prefix}${name}`;
    const { [name]: _gone, ...missing } = object;
    yield { field, what: "missing", body: missing, around };
    for (const [what, wrong] of Object.entries(WRONG))
      yield { field, what, body: { ...object, [name]: wrong }, around };
    if (!isObject(value)) continue;
    for (const inner of spoil(value, `${field}.`))
      yield { ...inner, body: { ...object, [name]: inner.body } };
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

/** Every field that a body can have, dotted. */
export function fieldsOf(schema: Schema, word: string): string[] {
  const fields = (samples(schema, word) as Json[]).flatMap((sample) =>
    [...spoil(sample)].map(({ field }) => field),
  );
  return [...new Set(fields.filter((field) => !field.endsWith("no_such_field")))];
}

/** Invalid texts for a query or path parameter. */
export function spoiltTexts(schema: Schema): string[] {
  const { type, minimum, maximum } = resolved(schema);
  const bounds = [minimum, maximum].flatMap((bound) =>
    bound === undefined ? [] : [String(bound - 1), String(bound + 1)],
  );
  const texts = [...bounds, "Not one!", "1.5", " ", "a\u0007b", LONG.slice(0, 5000)];
  const meant = (text: string) =>
    type === "integer" ? (/^\d+$/.test(text) ? Number(text) : text) : type === "array" ? [text] : text;
  return texts.filter((text) => wrongWith(schema, meant(text)) !== undefined);
}
