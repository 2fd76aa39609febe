import { type TransactWriteCommandInput, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";

type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

const CONDITION_FAILED = "ConditionalCheckFailed";
/** Reasons that pass by themselves: another writer, or too much traffic. */
const PASSING = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/**
 * Writes all or nothing, again where another transaction was in the way.
 * @returns the indexes of the writes whose conditions failed; none means it is done
 */
export async function transact(table: Table, writes: readonly Write[]): Promise<readonly number[]> {
  return withBackoff(async () => {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
      const failed = codes.flatMap((code, index) => (code === CONDITION_FAILED ? [index] : []));
      if (failed.length > 0) return failed;
      if (codes.some((code) => PASSING.has(code))) return AGAIN;
      throw error;
    }
  });
}
