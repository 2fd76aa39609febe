import { ConditionalCheckFailedException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import type { DeleteCommand, PutCommand, UpdateCommand, UpdateCommandOutput } from "@aws-sdk/lib-dynamodb";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";

type Command = PutCommand | UpdateCommand | DeleteCommand;

/** One write, for callers that retry. @returns AGAIN where a transaction is in the way (the SDK gives up) */
export async function tryWrite(table: Table, command: Command): Promise<UpdateCommandOutput | typeof AGAIN> {
  try {
    return await (table.client.send(command as UpdateCommand) as Promise<UpdateCommandOutput>);
  } catch (error) {
    if (error instanceof TransactionConflictException) return AGAIN;
    throw error;
  }
}

export const write = (table: Table, command: Command): Promise<UpdateCommandOutput> =>
  withBackoff(table, () => tryWrite(table, command));

/** A conditional write with retries. @returns false where the condition failed */
export const writeIf = (table: Table, command: Command): Promise<boolean> =>
  ifHeld(write(table, command).then(() => true));

/** A conditional write, once. @returns false where the condition failed, AGAIN as `tryWrite` */
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
