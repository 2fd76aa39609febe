import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { PARTITION_KEY, SORT_KEY } from "../contract/table.ts";
import type { Direction, Range } from "../domain/position.ts";
import { compareUtf8 } from "../domain/text.ts";
import type { Table } from "./table.ts";

interface QueryOptions {
  /** An index with the names of its keys; without one, the table. */
  readonly index?: { readonly name: string; readonly partition: string; readonly sort: string };
  readonly range?: Range;
  readonly direction?: Direction;
  readonly limit?: number;
  readonly consistent?: boolean;
}

type Item = Record<string, unknown>;

/** Up to `limit` items of one partition (all of them without a limit), however many calls that takes. */
export async function query(table: Table, partition: string, options: QueryOptions): Promise<Item[]> {
  const { index, range = {}, direction = "newer", limit, consistent = false } = options;
  // DynamoDB refuses an empty range, which a walk asks for at its end.
  if (range.low !== undefined && range.high !== undefined && compareUtf8(range.low, range.high) > 0)
    return [];
  const condition = sortCondition(range);
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: index?.name,
        KeyConditionExpression: `${index?.partition ?? PARTITION_KEY} = :p${condition}`,
        // Some are reserved words.
        ...(condition !== "" && { ExpressionAttributeNames: { "#s": index?.sort ?? SORT_KEY } }),
        ExpressionAttributeValues: { ":p": partition, ":low": range.low, ":high": range.high },
        ScanIndexForward: direction === "newer",
        ConsistentRead: consistent,
        ...(limit !== undefined && { Limit: limit - items.length }),
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && (limit === undefined || items.length < limit));
  return items;
}

function sortCondition({ low, high }: Range): string {
  if (low !== undefined && high !== undefined) return " AND #s BETWEEN :low AND :high";
  if (low !== undefined) return " AND #s >= :low";
  return high !== undefined ? " AND #s <= :high" : "";
}
