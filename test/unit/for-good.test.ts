import {
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { expect, test } from "vitest";
import { TributaryError } from "../../lib/domain/errors.ts";
import { isForGood } from "../../lib/worker/for-good.ts";

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const aws = { message: "", $metadata: {} };
const named = (name: string) => Object.assign(new ProvisionedThroughputExceededException(aws), { name });
const coded = (code: string) => Object.assign(new Error(), { code });
const cancelled = (Code: string) =>
  new TransactionCanceledException({ ...aws, CancellationReasons: [{ Code: "None" }, { Code }] });

test.each<[string, unknown]>([
  ["an item that is not what we store", thrown(() => z.object({ pk: z.string() }).parse({}))],
  ["a body that is no JSON", thrown(() => JSON.parse("{"))],
  ["a fault of our code at this record", thrown(() => (JSON.parse("null") as { a: string }).a)],
  ["what DynamoDB says is invalid", named("ValidationException")],
  ["the same in a transaction", cancelled("ValidationError")],
  ["an argument that Node refuses", coded("ERR_INVALID_ARG_TYPE")],
  ["what is invalid by our rules", new TributaryError("invalid", "")],
  ["something that is no error", "text"],
])("%s fails for good", (_what, error) => {
  expect(isForGood(error)).toBe(true);
});

test.each<[string, unknown]>([
  ["throttling", new ProvisionedThroughputExceededException(aws)],
  ["a table that is not there (yet)", new ResourceNotFoundException(aws)],
  ["a permission that is missing (still)", named("AccessDeniedException")],
  ["a fault of AWS", named("InternalServerError")],
  ["a conflict of transactions", cancelled("TransactionConflict")],
  ["a refused connection", coded("ECONNREFUSED")],
  ["a name that is not found", coded("EAI_AGAIN")],
  ["a broken stream", coded("ERR_STREAM_PREMATURE_CLOSE")],
  ["time that ran out", Object.assign(new Error(), { name: "TimeoutError" })],
  ["credentials that cannot be had", Object.assign(new Error(), { name: "CredentialsProviderError" })],
  ["a store that is busy", new TributaryError("unavailable", "")],
])("%s may pass", (_what, error) => {
  expect(isForGood(error)).toBe(false);
});
