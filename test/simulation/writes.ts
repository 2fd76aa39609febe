import { PARTITION_KEY, SORT_KEY } from "../../lib/contract/table.ts";
import { parseCondition } from "./conditions.ts";
import { Unsupported, validation } from "./errors.ts";
import { checkPlaceholders } from "./operands.ts";
import { parseUpdate } from "./updates.ts";
import { type Item, keyText, storedItem } from "./values.ts";

/** The input of a write, by itself or in a transaction. */
export interface WriteInput {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** A write that has been understood; what it does is decided by the item that it meets. */
export interface Write {
  readonly pk: string;
  readonly sk: string;
  readonly input: WriteInput;
  /** The attributes that an update names. */
  readonly changed: readonly string[];
  holds(item: Item | undefined): boolean;
  /** The item after it. @throws ValidationException where an update does not fit what it meets */
  result(item: Item | undefined): Item | undefined;
}

export type WriteKind = "Put" | "Update" | "Delete" | "ConditionCheck";

const KNOWN = new Set([
  "TableName",
  "Item",
  "Key",
  "ConditionExpression",
  "UpdateExpression",
  "ExpressionAttributeNames",
  "ExpressionAttributeValues",
  "ReturnValues",
  "ReturnValuesOnConditionCheckFailure",
  "ReturnConsumedCapacity",
]);

const NOTHING: Item = {};

/** @throws ValidationException where the input is none that DynamoDB takes */
export function planWrite(kind: WriteKind, input: WriteInput): Write {
  refuseUnknown(KNOWN, input);
  const key = kind === "Put" ? input.Item : input.Key;
  const [pk, sk] = [keyText(key, PARTITION_KEY), keyText(key, SORT_KEY)];
  if (kind !== "Put") exactKey(input.Key);
  const condition =
    input.ConditionExpression === undefined ? undefined : parseCondition(input.ConditionExpression);
  const update = input.UpdateExpression === undefined ? undefined : parseUpdate(input.UpdateExpression);
  checkPlaceholders(input, condition, update);
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  const holds = (item: Item | undefined) => condition?.run({ item: item ?? NOTHING, names, values }) ?? true;
  const common = { pk, sk, input, holds, changed: [] };
  if (kind === "Put") {
    const item = storedItem(input.Item as Item);
    return { ...common, result: () => item };
  }
  if (kind === "Delete") return { ...common, result: () => undefined };
  if (kind === "ConditionCheck") return { ...common, result: (item) => item };
  const changed = update?.run.changed.map((name) => name(names)) ?? [];
  if (new Set(changed).size < changed.length) throw validation("Two document paths overlap with each other");
  if (changed.includes(PARTITION_KEY) || changed.includes(SORT_KEY))
    throw validation("This attribute is part of the key");
  const result = (item: Item | undefined) => {
    const target = { ...(item ?? { [PARTITION_KEY]: pk, [SORT_KEY]: sk }) };
    for (const change of update?.run.changes ?? []) change({ item: item ?? NOTHING, names, values }, target);
    return storedItem(target);
  };
  return { ...common, changed, result };
}

/** @throws ValidationException where a key has not exactly the two attributes */
export function exactKey(key: Item | undefined): void {
  if (Object.keys(key ?? NOTHING).length !== 2)
    throw validation("The provided key element does not match the schema");
}

/** What the simulation does not know must not be passed over. */
export function refuseUnknown(known: ReadonlySet<string>, input: object): void {
  for (const name in input)
    if (!known.has(name)) throw new Unsupported(`the simulated table does not support ${name}`);
}
