import * as z from "zod/mini";

/** An id as it stands in a path: escaped so that it survives a gateway's decoding, then percent-encoded. */
export function addIssue(
  context: z.core.ParsePayload,
  message: string,
  path: readonly PropertyKey[] = [],
): never {
  context.issues.push({ code: "custom", message, path: [...path], input: context.value });
  return z.NEVER;
}
