import { cancelled, conditionFailed, conflict, throttled, validation } from "./errors.ts";
import { runQuery, type QueryInput } from "./query.ts";
import type { Steps } from "./scheduler.ts";
import type { Store } from "./store.ts";
import { type Item, keyText } from "./values.ts";
import { PARTITION_KEY, SORT_KEY } from "../../lib/contract/table.ts";
import { type Write, type WriteInput, type WriteKind, exactKey, planWrite, refuseUnknown } from "./writes.ts";

const GET = new Set(["TableName", "Key", "ConsistentRead", "ReturnConsumedCapacity"]);

export interface GetInput {
  readonly Key?: Item;
  readonly ConsistentRead?: boolean;
}

export function* get(store: Store, input: GetInput): Steps<{ Item?: Item }> {
  refuseUnknown(GET, input);
  const item = readKey(store, input.Key, input.ConsistentRead);
  return item === undefined ? {} : { Item: item };
}

/** One item, as of now or of a while ago. */
export function readKey(
  store: Store,
  key: Item | undefined,
  consistent: boolean | undefined,
): Item | undefined {
  exactKey(key);
  const pk = keyText(key, PARTITION_KEY);
  const item = store.contents.get(pk, keyText(key, SORT_KEY), store.readTime(consistent));
  store.heat?.got(pk, item, consistent);
  return item;
}

export function* query(store: Store, input: QueryInput): Steps<object> {
  return runQuery(store, input, store.readTime(input.ConsistentRead));
}

/** A write by itself: `PutItem`, `UpdateItem` or `DeleteItem`. */
export const single = (kind: WriteKind) =>
  function* (store: Store, input: WriteInput): Steps<{ Attributes?: Item }> {
    const write = planWrite(kind, input);
    if (store.isLocked(write) || store.random.chance(store.faults.conflicts)) throw conflict();
    const old = store.contents.get(write.pk, write.sk);
    if (!write.holds(old)) {
      store.heat?.wrote(write.pk, { before: undefined, after: undefined });
      throw conditionFailed(onFailure(write, old));
    }
    const item = write.result(old);
    store.heat?.wrote(write.pk, { before: old, after: item });
    store.contents.write(write.pk, write.sk, item);
    const attributes = returned(write, old, item);
    return attributes === undefined ? {} : { Attributes: attributes };
  };

/** What a failed condition tells of the item that failed it. */
export const onFailure = ({ input }: Write, old: Item | undefined): Item | undefined =>
  input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" ? old : undefined;

function returned(
  { input, changed }: Write,
  old: Item | undefined,
  item: Item | undefined,
): Item | undefined {
  switch (input.ReturnValues ?? "NONE") {
    case "NONE":
      return undefined;
    case "ALL_OLD":
      return old;
    case "ALL_NEW":
      return item;
    case "UPDATED_NEW": {
      const after = changed.filter((name) => item?.[name] !== undefined).map((name) => [name, item?.[name]]);
      return after.length === 0 ? undefined : (Object.fromEntries(after) as Item);
    }
    default:
      throw validation(`Return values set to invalid value: ${input.ReturnValues}`);
  }
}

/** A refusal before anything happens, in the words of the call. */
export const refusal = (isTransaction: boolean): Error =>
  isTransaction ? cancelled([{ Code: "ThrottlingError" }]) : throttled();
