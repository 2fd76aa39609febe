import * as z from "zod/mini";

/**
 * Refuses the value that a transform is given; `path` leads to what is wrong in it. @returns what the
 * transform then returns
 */
export function addIssue(
  context: z.core.ParsePayload,
  message: string,
  path: readonly PropertyKey[] = [],
): never {
  context.issues.push({ code: "custom", message, path: [...path], input: context.value });
  return z.NEVER;
}
