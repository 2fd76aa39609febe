import { UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { turnKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";
import { type Taken, type Turn, storeTurn } from "./turns.ts";

/** Another receipt works on the same message: this one comes again, and finds out how that ended. */
class HeldError extends Error {
  override readonly name = "HeldError";
}

interface Lease {
  readonly table: Table;
  readonly turn: Turn;
  readonly holder: string;
}

/**
 * T7. Does the work of a turn by one receipt of its message at a time, and by none after one has ended well.
 * Another could put what is gone and then fail, and nobody would look again: the message is no more.
 * @returns undefined where nothing is to be done @throws where another receipt is at work
 */
export async function inTurn<T>(
  table: Table,
  { turn, note }: { readonly turn: Turn; readonly note?: string | undefined },
  now: number,
  work: (taken: Taken) => Promise<T>,
): Promise<T | undefined> {
  const lease = { table, turn, holder: table.nondeterminism.nonce() };
  try {
    const taken = await take(lease, note, now);
    if (taken === undefined) return undefined;
    const result = await work(taken);
    await end(lease);
    return result;
  } catch (error) {
    // All that it began has ended (`eachAtMost`), so that nothing of it meets the next one.
    if (!(error instanceof HeldError)) await giveBack(lease).catch(() => undefined);
    throw error;
  }
}

async function take(lease: Lease, note: string | undefined, now: number): Promise<Taken | undefined> {
  const { table, turn, holder } = lease;
  const until = now + table.limits.lease;
  const stored = await storeTurn(table, turn, { note, held_by: holder, held_until: until }, now);
  // A reply that was lost makes the SDK ask again, and find its own.
  if (stored === undefined || stored.held_by === holder) return { note, isFirst: true };
  if (stored.taken_by !== turn.nonce || stored.is_done === true) return undefined;
  if ((stored.held_until ?? 0) > now || !(await takeOver(lease, stored.held_by, until)))
    throw new HeldError("another receipt of this message is at work");
  return { note: stored.note, isFirst: false };
}

/** Messages of which functions of older versions took the turn are held by nobody. */
const takeOver = (lease: Lease, before: string | undefined, until: number): Promise<boolean> =>
  change(lease, {
    UpdateExpression: "SET held_by = :me, held_until = :until",
    ConditionExpression: `attribute_not_exists(is_done) AND (held_by = :me OR ${
      before === undefined ? "attribute_not_exists(held_by)" : "held_by = :before"
    })`,
    ExpressionAttributeValues: { ":until": until, ...(before !== undefined && { ":before": before }) },
  });

async function end(lease: Lease): Promise<void> {
  const isEnded = await change(lease, {
    UpdateExpression: "SET is_done = :true",
    ConditionExpression: "held_by = :me",
    ExpressionAttributeValues: { ":true": true },
  });
  if (!isEnded) throw new HeldError("another receipt of this message has taken over");
}

const giveBack = (lease: Lease): Promise<boolean> =>
  change(lease, {
    UpdateExpression: "SET held_until = :never",
    ConditionExpression: "held_by = :me",
    ExpressionAttributeValues: { ":never": 0 },
  });

const change = (
  { table, turn: { chain, number }, holder }: Lease,
  { ExpressionAttributeValues, ...how }: Partial<UpdateCommandInput>,
): Promise<boolean> =>
  writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: turnKey(chain, number),
      ...how,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ":me": holder },
    }),
  );
