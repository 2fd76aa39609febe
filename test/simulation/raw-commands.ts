import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { FRAGILE, change, condition, expressions } from "./raw-expressions.ts";
import { INDEXES } from "../../lib/contract/table.ts";

/** A call for a table of any name, in a world of keys of its own. */
export type RawCommand = (table: string, world: string) => { readonly input: object };

/**
 * Sort keys whose order by UTF-8 bytes is not that by UTF-16 units, and one that is the beginning of others.
 */
const SORTS = ["a", "a#1", "a#2", "b", "\u{ffee}", "\u{1f600}", "~"];
export const PARTITIONS = ["p", "q"];

const ref = fc.record({ pk: fc.constantFrom(...PARTITIONS), sk: fc.constantFrom(...SORTS) });
const text = fc.constantFrom("x", "y", "\u{1f600}", "\u{ffee}");
const number = fc.integer({ min: -2, max: 3 });
const set = fc.uniqueArray(fc.constantFrom("r", "s", "t"), { minLength: 1 }).map((words) => new Set(words));
const indexKeys = fc.record(
  {
    actor_key: fc.constantFrom(...PARTITIONS),
    position: fc.constant(""),
    target_key: fc.constantFrom(...PARTITIONS),
  },
  { requiredKeys: [] },
);
const attributes = fc
  .tuple(
    indexKeys,
    fc.record(
      {
        n: number,
        s: text,
        t: set,
        l: fc.array(number, { maxLength: 2 }),
        flag: fc.boolean(),
        m: fc.record({ k: text }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([keys, rest]) => ({ ...keys, ...rest }));

type Ref = Readonly<Record<string, unknown>>;

/**
 * Rows of one index key have no order among them that anybody promises: so each item has a place of its own.
 */
const placed = (key: Ref, rest: Ref): Ref =>
  "position" in rest
    ? { ...key, ...rest, position: `${key["sk"] as string}@${key["pk"] as string}` }
    : { ...key, ...rest };

/** Keys that belong to one world, so that programs share a table. */
const inWorld = (world: string, item: Ref): Ref =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      ["pk", "actor_key", "target_key"].includes(name) ? world + String(value) : value,
    ]),
  );

const onFailure = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const });

const put = fc
  .tuple(ref, attributes, condition, onFailure)
  .map(([key, rest, when, more]) => (TableName: string, world: string) => ({
    ...{ TableName, Item: inWorld(world, placed(key, rest)) },
    ...{ ...expressions(world, "", when), ...more },
  }));
const updateBy = (how: typeof change) =>
  fc
    .tuple(ref, how, condition, onFailure)
    .map(([key, words, when, more]) => (TableName: string, world: string) => ({
      ...{ TableName, Key: inWorld(world, key) },
      ...{ ...expressions(world, words, when), ...more },
      UpdateExpression: words,
    }));
const update = updateBy(change);
const remove = fc
  .tuple(ref, condition, onFailure)
  .map(([key, when, more]) => (TableName: string, world: string) => ({
    ...{ TableName, Key: inWorld(world, key) },
    ...{ ...expressions(world, "", when), ...more },
  }));
const check = remove.map((make) => (table: string, world: string) => {
  const input = make(table, world);
  return { ConditionExpression: "attribute_exists(pk)", ...input };
});

const write = fc.oneof(
  put.map((make) => (table: string, world: string) => ({ Put: make(table, world) })),
  updateBy(change.filter((words) => words !== FRAGILE)).map((make) => (table: string, world: string) => ({
    Update: make(table, world),
  })),
  remove.map((make) => (table: string, world: string) => ({ Delete: make(table, world) })),
  check.map((make) => (table: string, world: string) => ({ ConditionCheck: make(table, world) })),
);

/** DynamoDB Local looks for a second action on an item only after the conditions; DynamoDB looks first. */
function oncePerItem<T extends Readonly<Record<string, { Item?: Ref; Key?: Ref }>>>(
  actions: readonly T[],
): T[] {
  const ids = actions.map((action) => {
    const [{ Item, Key } = {}] = Object.values(action);
    return `${(Item ?? Key)?.["pk"] as string} ${(Item ?? Key)?.["sk"] as string}`;
  });
  return actions.filter((_action, at) => ids.indexOf(ids[at] as string) === at);
}

const request = fc.oneof(
  fc
    .tuple(ref, attributes)
    .map(([key, rest]) => (world: string) => ({ PutRequest: { Item: inWorld(world, placed(key, rest)) } })),
  ref.map((key) => (world: string) => ({ DeleteRequest: { Key: inWorld(world, key) } })),
);

const returned = <T extends string>(...values: T[]) => fc.constantFrom(...values);
const sort = fc.constantFrom(...SORTS);
const range = fc.oneof(
  fc.constant({ words: "", values: {} }),
  fc
    .tuple(fc.constantFrom("=", "<", "<=", ">", ">="), sort)
    .map(([sign, low]) => ({ words: `#k ${sign} :l`, values: { ":l": low } })),
  fc
    .tuple(sort, sort)
    .map(([low, high]) => ({ words: "#k BETWEEN :l AND :h", values: { ":l": low, ":h": high } })),
  sort.map((low) => ({ words: "begins_with(#k, :l)", values: { ":l": low } })),
);

const query = fc
  .record({
    index: fc.constantFrom(undefined, INDEXES.actor, INDEXES.target),
    partition: fc.constantFrom(...PARTITIONS),
    range,
    forward: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    from: fc.option(fc.tuple(ref, sort), { nil: undefined }),
    filter: fc.option(fc.constantFrom("n = :one", "attribute_exists(#s)"), { nil: undefined }),
  })
  .map((wish) => (TableName: string, world: string) => {
    const { index, partition, forward, limit, filter } = wish;
    const { words, values } = wish.range;
    return new QueryCommand({
      TableName,
      IndexName: index?.name,
      KeyConditionExpression: `#p = :p${words === "" ? "" : ` AND ${words}`}`,
      ExpressionAttributeNames: {
        "#p": index?.partition ?? "pk",
        ...(words !== "" && { "#k": index?.sort ?? "sk" }),
        ...(filter?.includes("#s") === true && { "#s": "s" }),
      },
      ExpressionAttributeValues: {
        ":p": world + partition,
        ...values,
        ...(filter?.includes(":one") === true && { ":one": 1 }),
      },
      ScanIndexForward: forward,
      ...(limit !== undefined && { Limit: limit }),
      ...(filter !== undefined && { FilterExpression: filter }),
      ...(index === undefined &&
        wish.from &&
        words === "" && { ExclusiveStartKey: { pk: world + partition, sk: wish.from[1] } }),
    });
  });

const commands: fc.Arbitrary<RawCommand>[] = [
  fc.tuple(put, returned("NONE", "ALL_OLD")).map(
    ([make, ReturnValues]) =>
      (t, w) =>
        new PutCommand({ ...make(t, w), ReturnValues }),
  ),
  fc.tuple(update, returned("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_NEW")).map(
    ([make, ReturnValues]) =>
      (t, w) =>
        new UpdateCommand({ ...make(t, w), ReturnValues }),
  ),
  fc.tuple(remove, returned("NONE", "ALL_OLD")).map(
    ([make, ReturnValues]) =>
      (t, w) =>
        new DeleteCommand({ ...make(t, w), ReturnValues }),
  ),
  ref.map(
    (key) => (TableName, w) => new GetCommand({ TableName, Key: inWorld(w, key), ConsistentRead: true }),
  ),
  fc
    .array(write, { minLength: 1, maxLength: 4 })
    .map(
      (writes) => (t, w) =>
        new TransactWriteCommand({ TransactItems: oncePerItem(writes.map((one) => one(t, w))) }),
    ),
  fc
    .array(request, { minLength: 1, maxLength: 4 })
    .map((all) => (t, w) => new BatchWriteCommand({ RequestItems: { [t]: all.map((one) => one(w)) } })),
  fc.array(ref, { minLength: 1, maxLength: 4 }).map(
    (keys) => (t, w) =>
      new BatchGetCommand({
        RequestItems: { [t]: { Keys: keys.map((key) => inWorld(w, key)), ConsistentRead: true } },
      }),
  ),
  query,
];

/** Calls of every kind that the project makes, right and wrong. */
export const rawCommand: fc.Arbitrary<RawCommand> = fc.oneof(...commands);
