import * as z from "zod";

/** The schema inside `optional()`, `nullish()` and the like. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodNullable)
    return bare(schema._zod.def.innerType);
  const isWrapper = schema instanceof z.core.$ZodPipe && schema._zod.def.in instanceof z.core.$ZodOptional;
  return isWrapper ? bare(schema._zod.def.in) : schema;
}
