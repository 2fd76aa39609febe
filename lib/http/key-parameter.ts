import type { GatewayEvent } from "./open-request.ts";

/** Readers of feeds send no headers, so the key is a parameter. */
export const KEY_PARAMETER = "key";

export const hasKey = (query = ""): boolean => query.split("&").some(isKey);

/** A request without its key, and the key; several keys are an unknown one. */
export function splitKey(sent: GatewayEvent): { event: GatewayEvent; key: string | undefined } {
  const parts = sent.rawQueryString.split("&");
  const [key, ...more] = parts.filter(isKey).map((part) => decoded(part.slice(part.indexOf("=") + 1)));
  const rawQueryString = parts.filter((part) => !isKey(part)).join("&");
  return key === undefined
    ? { event: sent, key }
    : { event: { ...sent, rawQueryString }, key: more.length > 0 ? "" : key };
}

const isKey = (part: string): boolean => decoded(part.split("=", 1)[0] ?? "") === KEY_PARAMETER;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
