import * as z from "zod";

type Schema = z.core.$ZodType;
type Looks = ReadonlyMap<Schema, Schema>;

/** Kept here, outside of functions' bundles. */
type Words = Pick<z.GlobalMeta, "description" | "examples">;

/** What answers show: the domain's schemas, with `looks` in place of those that say nothing by themselves. */
export const shownAs = <Shown extends Readonly<Record<string, Schema>>>(
  shown: Shown,
  looks: Looks,
  words: Readonly<Partial<Record<keyof Shown, Words>>>,
) =>
  Object.fromEntries(
    Object.entries(shown).map(([field, schema]) => {
      const documented = lookOf(schema, looks);
      const said = words[field];
      if (said !== undefined) z.globalRegistry.add(documented, said);
      return [field, documented];
    }),
  ) as Record<keyof Shown, Schema>;

function lookOf(schema: Schema, looks: Looks): Schema {
  if (schema instanceof z.core.$ZodNullable) return z.nullable(lookOf(schema._zod.def.innerType, looks));
  if (schema instanceof z.core.$ZodOptional) return z.optional(lookOf(schema._zod.def.innerType, looks));
  if (schema instanceof z.core.$ZodArray) return z.array(lookOf(schema._zod.def.element, looks));
  return looks.get(schema) ?? schema;
}
