import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type Cutter, rangesKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { write, writeIf } from "../../table/write.ts";
import { TURN_LIFE } from "./turns.ts";

/** An open range's attribute holds the last turn in which it was cut itself. */
const OPEN = "range ";
const NEVER_CUT = -1;

export interface OpenRanges {
  readonly count: number;
  has(name: string): boolean;
}

/** T2. Opens the ranges of a turn, once: repeated, it opens none again. */
export async function openRanges(
  table: Table,
  cutter: Cutter,
  names: readonly string[],
  now: number,
): Promise<void> {
  await writeIf(
    table,
    new PutCommand({
      TableName: table.name,
      Item: {
        ...rangesKey(cutter),
        open_ranges: names.length,
        ...Object.fromEntries(names.map((name) => [OPEN + name, NEVER_CUT])),
        [TTL_ATTRIBUTE]: Math.ceil((now + TURN_LIFE) / 1000),
      },
      ConditionExpression: "attribute_not_exists(pk)",
    }),
  );
}

/** T3. The ranges of a turn that are open, read consistently. */
export async function getRanges(table: Table, cutter: Cutter): Promise<OpenRanges> {
  const { Item = {} } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: rangesKey(cutter), ConsistentRead: true }),
  );
  return { count: countIn(Item), has: (name) => OPEN + name in Item };
}

/** T4. Opens parts of an open range that its turn `number` cuts off, once. */
export async function cutRange(
  table: Table,
  cutter: Cutter,
  range: { readonly name: string; readonly number: number },
  parts: readonly string[],
): Promise<void> {
  const names = Object.fromEntries(parts.map((part, index) => [`#part${index}`, OPEN + part]));
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: rangesKey(cutter),
      UpdateExpression: `SET #range = :number, ${Object.keys(names)
        .map((name) => `${name} = :never`)
        .join(", ")} ADD open_ranges :parts`,
      ConditionExpression: "#range < :number",
      ExpressionAttributeNames: { "#range": OPEN + range.name, ...names },
      ExpressionAttributeValues: { ":number": range.number, ":never": NEVER_CUT, ":parts": parts.length },
    }),
  );
}

/** T6. Ends a range, once. @returns how many are open then */
export async function endRange(table: Table, cutter: Cutter, name: string): Promise<number> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: rangesKey(cutter),
    UpdateExpression: "REMOVE #range ADD open_ranges :one",
    ConditionExpression: "attribute_exists(#range)",
    ExpressionAttributeNames: { "#range": OPEN + name },
    ExpressionAttributeValues: { ":one": -1 },
    ReturnValues: "UPDATED_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  try {
    return countIn((await write(table, update)).Attributes);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return countIn(error.Item && unmarshall(error.Item));
  }
}

const countIn = (item: Readonly<Record<string, unknown>> = {}): number => Number(item["open_ranges"]);
