import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { FINE, cancelled, failedReason, validation } from "./errors.ts";
import { onFailure } from "./operations.ts";
import type { Steps } from "./scheduler.ts";
import type { Store } from "./store.ts";
import { type Write, type WriteInput, type WriteKind, planWrite, refuseUnknown } from "./writes.ts";

const KNOWN = new Set(["TransactItems", "ClientRequestToken", "ReturnConsumedCapacity"]);
const KINDS: readonly WriteKind[] = ["Put", "Update", "Delete", "ConditionCheck"];
const MOST = 100;
const CONFLICT: CancellationReason = {
  Code: "TransactionConflict",
  Message: "Transaction is ongoing for the item",
};

export interface TransactInput {
  readonly TransactItems?: readonly Readonly<Partial<Record<WriteKind, WriteInput>>>[];
}

/** All or nothing, at one moment. Between its beginning and that moment it is in the way of other writers. */
export function* transact(store: Store, input: TransactInput): Steps<object> {
  refuseUnknown(KNOWN, input);
  const writes = (input.TransactItems ?? []).map((action) => {
    const kind = KINDS.find((one) => action[one] !== undefined);
    if (kind === undefined)
      throw validation("TransactItems can only contain one of Check, Put, Update or Delete");
    return planWrite(kind, action[kind] as WriteInput);
  });
  if (writes.length === 0 || writes.length > MOST)
    throw validation("TransactItems must have 1 to 100 members");
  const ids = new Set(writes.map(({ pk, sk }) => `${pk}\0${sk}`));
  if (ids.size < writes.length)
    throw validation("Transaction request cannot include multiple operations on one item");
  const unlucky = store.random.chance(store.faults.conflicts) ? store.random.pick(writes) : undefined;
  cancelWhere(writes, (write) => (write === unlucky || store.isLocked(write) ? CONFLICT : FINE));
  if (!store.faults.locks) return commit(store, writes);
  const unlock = store.lock(writes);
  try {
    yield;
    return commit(store, writes);
  } finally {
    unlock();
  }
}

function commit(store: Store, writes: readonly Write[]): object {
  const olds = writes.map(({ pk, sk }) => store.contents.get(pk, sk));
  cancelWhere(writes, (write, at) =>
    write.holds(olds[at]) ? FINE : failedReason(onFailure(write, olds[at])),
  );
  const results = writes.map((write, at) => {
    try {
      return { item: write.result(olds[at]) };
    } catch (error) {
      return { error: error as Error };
    }
  });
  cancelWhere(writes, (_write, at) => {
    const error = results[at]?.error;
    return error === undefined ? FINE : { Code: "ValidationError", Message: error.message };
  });
  writes.forEach(({ pk, sk }, at) => {
    store.heat?.wrote(pk, { before: olds[at], after: results[at]?.item, factor: 2 });
    store.contents.write(pk, sk, results[at]?.item);
  });
  return {};
}

/** @throws TransactionCanceledException where any reason is none to go on */
function cancelWhere(
  writes: readonly Write[],
  reasonOf: (write: Write, at: number) => CancellationReason,
): void {
  const reasons = writes.map(reasonOf);
  if (reasons.some((reason) => reason !== FINE)) throw cancelled(reasons);
}
