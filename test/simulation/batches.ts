import { PARTITION_KEY, SORT_KEY } from "../../lib/contract/table.ts";
import { validation } from "./errors.ts";
import { readKey } from "./operations.ts";
import type { Steps } from "./scheduler.ts";
import type { Store } from "./store.ts";
import { type Item, keyText } from "./values.ts";
import { planWrite, refuseUnknown } from "./writes.ts";

const KNOWN = new Set(["RequestItems", "ReturnConsumedCapacity"]);
const KNOWN_OF_TABLE = new Set(["Keys", "ConsistentRead"]);
const MOST_READS = 100;
const MOST_WRITES = 25;

interface Keys {
  readonly Keys: readonly Item[];
  readonly ConsistentRead?: boolean;
}

interface Request {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

interface Batch<T> {
  readonly RequestItems?: Readonly<Record<string, T>>;
}

/** Reads each key by itself: a batch is no snapshot. */
export function* batchGet(store: Store, input: Batch<Keys>): Steps<object> {
  const request = only(store, input);
  refuseUnknown(KNOWN_OF_TABLE, request);
  const { Keys: keys, ConsistentRead: consistent } = request;
  checkEntries(keys, keys, MOST_READS);
  const items: Item[] = [];
  const open: Item[] = [];
  for (const [at, key] of keys.entries()) {
    if (at > 0 && store.random.chance(store.faults.torn)) yield;
    if (isLeft(store, at)) open.push(key);
    else items.push(...[readKey(store, key, consistent)].filter((item) => item !== undefined));
  }
  return {
    Responses: { [store.name]: items },
    UnprocessedKeys: open.length === 0 ? {} : { [store.name]: { ...request, Keys: open } },
  };
}

/** Writes each entry by itself: a batch is not atomic. */
export function* batchWrite(store: Store, input: Batch<readonly Request[]>): Steps<object> {
  const requests = only(store, input);
  checkEntries(
    requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key),
    requests,
    MOST_WRITES,
  );
  const writes = requests.map(({ PutRequest, DeleteRequest }) =>
    PutRequest === undefined
      ? planWrite("Delete", { ...DeleteRequest })
      : planWrite("Put", { ...PutRequest }),
  );
  const open: Request[] = [];
  for (const [at, write] of writes.entries()) {
    if (at > 0 && store.random.chance(store.faults.torn)) yield;
    const { pk, sk } = write;
    if (isLeft(store, at) || store.isLocked(write)) open.push(requests[at] as Request);
    else {
      const before = store.contents.get(pk, sk);
      const after = write.result(before);
      store.heat?.wrote(pk, { before, after });
      store.contents.write(pk, sk, after);
    }
  }
  return { UnprocessedItems: open.length === 0 ? {} : { [store.name]: open } };
}

/** The first is always done: where DynamoDB can do nothing, the whole call fails as throttled. */
const isLeft = (store: Store, at: number): boolean => at > 0 && store.random.chance(store.faults.unprocessed);

function only<T>(store: Store, input: Batch<T>): T {
  refuseUnknown(KNOWN, input);
  const tables = Object.entries(input.RequestItems ?? {});
  for (const [name] of tables) store.checkName(name);
  const [first] = tables;
  if (first === undefined) throw validation("The batch request list for a table cannot be null or empty");
  return first[1];
}

function checkEntries(keys: readonly (Item | undefined)[], entries: readonly unknown[], most: number): void {
  if (entries.length === 0 || entries.length > most)
    throw validation(`a batch must have 1 to ${most} members`);
  const ids = new Set(keys.map((key) => `${keyText(key, PARTITION_KEY)}\0${keyText(key, SORT_KEY)}`));
  if (ids.size < entries.length) throw validation("Provided list of item keys contains duplicates");
}
