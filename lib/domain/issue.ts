import * as z from "zod/mini";

export const NOT_KNOWN = "is not known here";

/** Reports an issue of a transform's input at `path`. @returns what the transform must return */
export function addIssue(
  context: z.core.ParsePayload,
  message: string,
  path: readonly PropertyKey[] = [],
): never {
  context.issues.push({ code: "custom", message, path: [...path], input: context.value });
  return z.NEVER;
}
