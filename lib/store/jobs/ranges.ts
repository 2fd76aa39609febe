import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type Cutter, rangesKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { TURN_LIFE } from "./turns.ts";

/** An open range's attribute holds the last turn in which it was cut itself. */
const OPEN = "range ";
const NEVER_CUT = -1;

interface OpenRanges {
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
  return { count: Number(Item["open_ranges"]), has: (name) => OPEN + name in Item };
}

/**
 * T4. Opens parts of a range that its turn `number` cuts off, once. @returns false where the range has ended,
 * so that there is nothing to cut
 */
export async function cutRange(
  table: Table,
  cutter: Cutter,
  range: { readonly name: string; readonly number: number },
  parts: readonly string[],
): Promise<boolean> {
  const names = Object.fromEntries(parts.map((part, index) => [`#part${index}`, OPEN + part]));
  const isCut = await writeIf(
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
  return isCut || (await getRanges(table, cutter)).has(range.name);
}

/** T6. Ends a range, once. @returns how many are open then */
export async function endRange(table: Table, cutter: Cutter, name: string): Promise<number> {
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: rangesKey(cutter),
      UpdateExpression: "REMOVE #range ADD open_ranges :one",
      ConditionExpression: "attribute_exists(#range)",
      ExpressionAttributeNames: { "#range": OPEN + name },
      ExpressionAttributeValues: { ":one": -1 },
    }),
  );
  return (await getRanges(table, cutter)).count;
}
