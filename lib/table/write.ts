import { ConditionalCheckFailedException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import type { DeleteCommand, PutCommand, UpdateCommand, UpdateCommandOutput } from "@aws-sdk/lib-dynamodb";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";

type Command = PutCommand | UpdateCommand | DeleteCommand;

/**
 * One write by itself. For work that looks again and repeats itself anyway: retries within retries would
 * multiply.
 * @returns AGAIN where a transaction on the same item is in its way: those the SDK does not repeat
 */
export async function tryWrite(table: Table, command: Command): Promise<UpdateCommandOutput | typeof AGAIN> {
  try {
    return await (table.client.send(command as UpdateCommand) as Promise<UpdateCommandOutput>);
  } catch (error) {
    if (error instanceof TransactionConflictException) return AGAIN;
    throw error;
  }
}

/** The same, again while a transaction is in its way. */
export const write = (table: Table, command: Command): Promise<UpdateCommandOutput> =>
  withBackoff(table, () => tryWrite(table, command));

/** The same for a write with a condition. @returns false where the condition failed */
export const writeIf = (table: Table, command: Command): Promise<boolean> =>
  ifHeld(write(table, command).then(() => true));

/** One try of a write with a condition. @returns false where the condition failed, AGAIN as `tryWrite` */
export const tryWriteIf = (table: Table, command: Command): Promise<boolean | typeof AGAIN> =>
  ifHeld(tryWrite(table, command).then((done) => (done === AGAIN ? AGAIN : true)));

async function ifHeld<T>(work: Promise<T>): Promise<T | false> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
