import type {
  BatchGetCommandInput,
  BatchWriteCommandInput,
  PutCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Table } from "../../../../lib/table/table.ts";

/** What any command may ask for. */
export type Input = Partial<
  Omit<UpdateCommandInput & QueryCommandInput & PutCommandInput, "TransactItems" | "RequestItems"> &
    TransactWriteCommandInput &
    Pick<BatchGetCommandInput, "RequestItems">
> & { readonly RequestItems?: BatchGetCommandInput["RequestItems"] & BatchWriteCommandInput["RequestItems"] };

/** What any command may be answered. */
export interface Answer {
  readonly Item?: Record<string, unknown>;
  readonly Items?: Record<string, unknown>[];
  readonly Responses?: Record<string, Record<string, unknown>[]>;
  readonly UnprocessedItems?: object;
}

export interface Command {
  readonly input: Input;
}

/** Sends a command to the table, or to another. */
export type Send = (command: Command, to?: Table) => Promise<Answer>;

/** A table whose calls pass through `change`, which may send them as they are, changed, or not at all. */
export function between(table: Table, change: (command: Command, send: Send) => Promise<Answer>): Table {
  const send: Send = (command, to = table) => to.client.send(command as never) as Promise<Answer>;
  return { ...table, client: { send: ((command: Command) => change(command, send)) as never } };
}

type Constructor = new (input: never) => object;

/** The same call with something else in it. */
export const changed = (command: Command, input: Input): Command =>
  new (command.constructor as Constructor)({ ...command.input, ...input } as never) as Command;

type TransactItem = NonNullable<Input["TransactItems"]>[number];

/** The key that a write of a transaction is about. */
export function placeOf({ Put, Update, Delete }: TransactItem): string {
  const key = Put?.Item ?? Update?.Key ?? Delete?.Key;
  return String(key?.["pk"]);
}

/** The partition that a query, or a call for one item, is about. */
export const partitionOf = ({ Key, Item, ExpressionAttributeValues: values }: Input): string =>
  String(Key?.["pk"] ?? Item?.["pk"] ?? values?.[":p"]);

/** Changes the updates whose expression contains a text. */
export const inUpdates =
  (text: string, change: (input: Input) => Input) =>
  (table: Table): Table =>
    between(table, (command, send) => {
      const { UpdateExpression } = command.input;
      return send(
        UpdateExpression?.includes(text) === true ? changed(command, change(command.input)) : command,
      );
    });

/** The values without some: DynamoDB refuses what no expression uses. */
export const without = (values: Input["ExpressionAttributeValues"], ...names: string[]) =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => !names.includes(name)));
