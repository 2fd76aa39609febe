import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { batchGet } from "../../table/batch.ts";
import { noteHeadKey, notePartition } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { type Arrivals, alive, arrivals, shared } from "./arrivals.ts";
import { type StoredHead, parseHead } from "./heads.ts";
import { obeyMutes } from "./obey-mutes.ts";
import type { NoteState } from "./state.ts";
import { HEAD_KIND } from "../../contract/table.ts";

/** Somebody's groups that are not too old, newest first: several may walk along. */
export const newestGroups = (
  table: Table,
  owner: EntityRef,
  { chunk, now }: { readonly chunk: number; readonly now: number },
): ((incarnation: Incarnation) => Arrivals) => {
  const walk = shared(arrivals(table, owner, { range: {}, direction: "older", chunk }));
  return (incarnation) => ({
    [Symbol.asyncIterator]: () =>
      alive(walk, { incarnation, cutoff: now - table.limits.retention })[Symbol.asyncIterator](),
  });
};

/**
 * The state of somebody's notifications, whose groups obey their mutes, and beside it in the same round trip
 * their newest groups.
 */
export async function openGroups(
  table: Table,
  owner: EntityRef,
  asked: Parameters<typeof newestGroups>[2],
): Promise<{ readonly state: NoteState; readonly groups: Arrivals }> {
  const early = newestGroups(table, owner, asked);
  const { state, hasChanged } = await obeyMutes(table, owner, table.nondeterminism.clock);
  const newest = hasChanged ? newestGroups(table, owner, asked) : early;
  return { state, groups: newest(state.incarnation) };
}

/** With more heads one query is cheaper: single reads each round up. */
const FEW = 3;
const BESIDE = 1.5;

/**
 * N9. What groups show. Groups of one time are stored together, so one query usually brings nearly a whole
 * page.
 */
export async function getHeads(
  table: Table,
  owner: EntityRef,
  groups: readonly string[],
): Promise<ReadonlyMap<string, StoredHead>> {
  const sorted = [...groups].sort();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return new Map();
  const near =
    groups.length < FEW
      ? []
      : await query(table, notePartition(owner), {
          range: { low: noteHeadKey(owner, low).sk, high: noteHeadKey(owner, high).sk },
          // A group that moved up from long ago must not widen the range at the newest end.
          direction: "older",
          limit: Math.ceil(groups.length * BESIDE),
        });
  const found = new Map(
    near
      .filter(isHead)
      .map(parseHead)
      .map((head) => [head.id, head]),
  );
  const missing = groups.filter((id) => !found.has(id)).map((id) => noteHeadKey(owner, id));
  const rest = missing.length === 0 ? [] : await batchGet(table, missing, false);
  for (const head of rest.filter(isHead).map(parseHead)) found.set(head.id, head);
  return found;
}

const isHead = (item: Record<string, unknown>): boolean => item["kind"] === HEAD_KIND;
