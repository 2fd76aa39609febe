import type { Action } from "../../lib/client/types.ts";

/** An action's data as people write them. */
export const textOf = (data: Action["data"]): string =>
  data === null ? "" : JSON.stringify(data, undefined, 2);

/** The data that a text means, `null` of none; nothing where it is no JSON object. */
export function dataOf(text: string): Action["data"] | undefined {
  if (text.trim() === "") return null;
  try {
    const data = JSON.parse(text) as unknown;
    const isObject = typeof data === "object" && data !== null && !Array.isArray(data);
    return isObject ? (data as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What is said of a text that is no data. */
export const NO_DATA = 'is no JSON object: {"name": "value"}';
