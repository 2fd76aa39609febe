import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TributaryError } from "../domain/errors.ts";

/** AWS errors that the same request will always get. */
const ABOUT_THE_REQUEST = new Set(["ValidationException", "ItemCollectionSizeLimitExceededException"]);
const REASONS = new Set(["ValidationError", "ItemCollectionSizeLimitExceeded"]);
const PASSING = new Set(["unavailable", "throttled"]);

/** Whether work can never succeed, because of its data. What AWS, the network or the clock cause may pass. */
export function isForGood(error: unknown): boolean {
  if (error instanceof TributaryError) return !PASSING.has(error.code);
  if (!(error instanceof Error)) return true;
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).some(({ Code }) => Code !== undefined && REASONS.has(Code));
  }
  if ("$fault" in error) return ABOUT_THE_REQUEST.has(error.name);
  return !isOfTheWorld(error);
}

const isOfTheWorld = (error: Error): boolean =>
  ["TimeoutError", "AbortError", "CredentialsProviderError"].includes(error.name) ||
  ("code" in error &&
    /^(E(?!RR_)[A-Z0-9_]+|ERR_(HTTP2|SOCKET|STREAM|TLS)\w*|UND_ERR_\w+)$/.test(String(error.code)));
