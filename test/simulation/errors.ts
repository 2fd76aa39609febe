import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "./values.ts";

const $metadata = {};

/** Errors are answers here, and many: a stack trace would cost more than the call. */
function light<E>(make: () => E): E {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

export const validation = (message: string): Error =>
  light(
    () => new DynamoDBServiceException({ name: "ValidationException", $fault: "client", message, $metadata }),
  );

const FAILED = "The conditional request failed";

export const conditionFailed = (item: Item | undefined): Error =>
  light(
    () =>
      new ConditionalCheckFailedException({
        message: FAILED,
        $metadata,
        ...(item && { Item: marshall(item) }),
      }),
  );

export const FINE: CancellationReason = { Code: "None" };

export const failedReason = (item: Item | undefined): CancellationReason => ({
  Code: "ConditionalCheckFailed",
  Message: FAILED,
  ...(item && { Item: marshall(item) }),
});

export const cancelled = (CancellationReasons: CancellationReason[]): Error =>
  light(() => {
    const codes = CancellationReasons.map(({ Code }) => Code).join(", ");
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    return new TransactionCanceledException({ message, $metadata, CancellationReasons });
  });

export const conflict = (): Error =>
  light(
    () => new TransactionConflictException({ message: "Transaction is ongoing for the item", $metadata }),
  );

export const throttled = (): Error =>
  light(
    () =>
      new ProvisionedThroughputExceededException({
        message: "The level of throughput was exceeded",
        $metadata,
      }),
  );

/** What the SDK rejects with when a connection breaks. */
export const networkError = (): Error =>
  light(() => Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" }));

/** The simulation cannot do what the project asks of it: that ends the run. */
export class Unsupported extends Error {}
