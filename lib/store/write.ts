import { ConditionalCheckFailedException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import type { DeleteCommand, PutCommand, UpdateCommand, UpdateCommandOutput } from "@aws-sdk/lib-dynamodb";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";

/** One write by itself, again while a transaction on the same item is in its way: that the SDK does not do. */
export const write = (table: Table, command: PutCommand | UpdateCommand | DeleteCommand): Promise<UpdateCommandOutput> =>
  withBackoff(async () => {
    try {
      return await (table.client.send(command as UpdateCommand) as Promise<UpdateCommandOutput>);
    } catch (error) {
      if (error instanceof TransactionConflictException) return AGAIN;
      throw error;
    }
  });

/** The same for a write with a condition. @returns false where the condition failed */
export async function writeIf(table: Table, command: PutCommand | UpdateCommand | DeleteCommand): Promise<boolean> {
  try {
    await write(table, command);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
