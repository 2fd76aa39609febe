import { PARTITION_KEY, SORT_KEY } from "../../lib/contract/table.ts";
import { parseCondition } from "./conditions.ts";
import type { Contents } from "./contents.ts";
import { Unsupported, validation } from "./errors.ts";
import { parseKeyCondition, reachOf } from "./key-conditions.ts";
import { checkPlaceholders } from "./operands.ts";
import type { Store } from "./store.ts";
import { type Item, keyText, sortable } from "./values.ts";
import { refuseUnknown } from "./writes.ts";

export interface QueryInput {
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly Select?: string;
}

const KNOWN = new Set([
  "TableName",
  "IndexName",
  "KeyConditionExpression",
  "FilterExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ScanIndexForward",
  "ConsistentRead",
  "Limit",
  "ExclusiveStartKey",
  "Select",
  "ReturnConsumedCapacity",
]);
const SELECTS = new Set([undefined, "ALL_ATTRIBUTES", "COUNT"]);
const SMALL = 4;

export interface QueryAnswer {
  readonly Items?: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

/** One page of a query, seen as of `time`. */
export function runQuery(
  { contents, faults, random, heat }: Pick<Store, "contents" | "faults" | "random" | "heat">,
  input: QueryInput,
  time: number,
): QueryAnswer {
  refuseUnknown(KNOWN, input);
  if (!SELECTS.has(input.Select)) throw new Unsupported(`Select ${input.Select}`);
  const { IndexName, Limit, ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  if (IndexName !== undefined && input.ConsistentRead === true)
    throw validation("Consistent reads are not supported on global secondary indexes");
  if (Limit !== undefined && !(Limit >= 1))
    throw validation("Limit must have value greater than or equal to 1");
  const condition = parseKeyCondition(input.KeyConditionExpression ?? "");
  const filter = input.FilterExpression === undefined ? undefined : parseCondition(input.FilterExpression);
  checkPlaceholders(input, condition, filter);
  const { keys } = contents.partition(IndexName, "");
  const reach = reachOf(condition.run, keys, names, values);
  const { partition } = contents.partition(IndexName, reach.partition);
  const most = random.chance(faults.smallPages)
    ? Math.min(Limit ?? SMALL, 1 + random.int(SMALL))
    : (Limit ?? Infinity);
  const Items: Item[] = [];
  const examined: Item[] = [];
  let last: Item | undefined;
  for (const slot of partition?.walk(reach, input.ScanIndexForward ?? true, startOf(input, keys)) ?? []) {
    const item = slot.at(time);
    if (item === undefined) continue;
    examined.push(item);
    if (filter === undefined || filter.run({ item, names, values })) Items.push(item);
    if (examined.length >= most) {
      last = item;
      break;
    }
  }
  heat?.queried(IndexName, reach.partition, examined, input.ConsistentRead);
  return {
    ...(input.Select !== "COUNT" && { Items }),
    Count: Items.length,
    ScannedCount: examined.length,
    ...(last && { LastEvaluatedKey: placeOf(last, keys) }),
  };
}

type KeyNames = ReturnType<Contents["partition"]>["keys"];

const placeOf = (item: Item, { partition, sort }: KeyNames): Item => ({
  [PARTITION_KEY]: item[PARTITION_KEY],
  [SORT_KEY]: item[SORT_KEY],
  [partition]: item[partition],
  [sort]: item[sort],
});

function startOf({ ExclusiveStartKey: start, IndexName }: QueryInput, { sort }: KeyNames) {
  if (start === undefined) return undefined;
  const [pk, sk] = [keyText(start, PARTITION_KEY), keyText(start, SORT_KEY)];
  return {
    sort: sortable(keyText(start, sort)),
    tie: IndexName === undefined ? "" : `${sortable(pk)}\0${sortable(sk)}`,
  };
}
