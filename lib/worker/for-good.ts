import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TributaryError } from "../domain/errors.ts";

/** AWS errors about what was sent, which it will say of it every time. */
const ABOUT_THE_REQUEST = new Set(["ValidationException", "ItemCollectionSizeLimitExceededException"]);
/** The same among the reasons of a transaction. */
const REASONS = new Set(["ValidationError", "ItemCollectionSizeLimitExceeded"]);
/** Failures of ours that pass by themselves. */
const PASSING = new Set(["unavailable", "throttled"]);

/**
 * Whether work fails for good: by what it is about, not by the state of the world. What AWS, the network or
 * the clock cause may pass (a missing permission too: somebody deploys it); anything else our code throws at
 * the same data again.
 */
export function isForGood(error: unknown): boolean {
  if (error instanceof TributaryError) return !PASSING.has(error.code);
  if (!(error instanceof Error)) return true;
  if (error instanceof TransactionCanceledException) {
    return (error.CancellationReasons ?? []).some(({ Code }) => Code !== undefined && REASONS.has(Code));
  }
  if ("$fault" in error) return ABOUT_THE_REQUEST.has(error.name);
  return !isOfTheWorld(error);
}

/** Errors of the network, of time that ran out, and of credentials that could not be had. */
const isOfTheWorld = (error: Error): boolean =>
  ["TimeoutError", "AbortError", "CredentialsProviderError"].includes(error.name) ||
  ("code" in error &&
    /^(E(?!RR_)[A-Z0-9_]+|ERR_(HTTP2|SOCKET|STREAM|TLS)\w*|UND_ERR_\w+)$/.test(String(error.code)));
