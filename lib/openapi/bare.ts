import * as z from "zod";

/** The schema inside what makes it optional on the wire: `optional()`, `nullish()` and the like. */
export function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap() as z.ZodType);
  const isWrapper = schema instanceof z.ZodPipe && schema.in instanceof z.ZodOptional;
  return isWrapper ? bare(schema.in as z.ZodType) : schema;
}
