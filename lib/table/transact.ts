import { type TransactWriteCommandInput, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { TransactionCanceledException, TransactionInProgressException } from "@aws-sdk/client-dynamodb";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";

type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

const CONDITION_FAILED = "ConditionalCheckFailed";
/** Temporary reasons: another writer, or too much traffic. */
const PASSING = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** The indexes of the writes whose conditions failed; none means that all is done. */
type Failed = readonly number[];

/** All or nothing, once, for callers that retry. @returns AGAIN where another transaction is in the way */
export async function tryTransact(table: Table, writes: readonly Write[]): Promise<Failed | typeof AGAIN> {
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
    return [];
  } catch (error) {
    // The SDK sent it twice, and the first has not finished.
    if (error instanceof TransactionInProgressException) return AGAIN;
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
    const failed = codes.flatMap((code, index) => (code === CONDITION_FAILED ? [index] : []));
    if (failed.length > 0) return failed;
    if (codes.some((code) => PASSING.has(code))) return AGAIN;
    throw error;
  }
}

export const transact = (table: Table, writes: readonly Write[]): Promise<Failed> =>
  withBackoff(table, () => tryTransact(table, writes));
