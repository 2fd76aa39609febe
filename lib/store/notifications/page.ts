import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { dayOfGroup } from "../../domain/notifications/group-id.ts";
import { batchGet } from "../../table/batch.ts";
import { noteHeadKey, notePartition } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { type Arrival, type Arrivals, alive, arrivals, shared } from "./arrivals.ts";
import { type StoredHead, parseHead } from "./heads.ts";
import { obeyMutes } from "./obey-mutes.ts";
import type { NoteState } from "./state.ts";
import { HEAD_KIND } from "../../contract/table.ts";

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

/** The state of somebody's notifications, obeying their mutes, and in the same round trip their groups. */
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
/** Where a range holds so many times as many heads, single reads are cheaper. */
const MANY = 2;

type Listed = Pick<Arrival, "id" | "at">;

/** N9. What groups show, newest first. One query usually brings a page: groups of a day lie together. */
export async function getHeads(
  table: Table,
  owner: EntityRef,
  listed: readonly Listed[],
): Promise<ReadonlyMap<string, StoredHead>> {
  const groups = listed.map(({ id }) => id);
  const sorted = [...groups].sort();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return new Map();
  const near =
    groups.length < FEW || isAmongMany(listed, sorted)
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

/** Whether many more groups lie between: these arrived in a small part of their days, but for a few. */
function isAmongMany(listed: readonly Listed[], sorted: readonly string[]): boolean {
  const [newest, oldest] = [listed[0]?.at ?? 0, listed.at(-1)?.at ?? 0];
  const from = dayOfGroup(sorted[Math.floor(sorted.length / 4)] ?? "");
  return newest - from > MANY * (newest - oldest);
}

const isHead = (item: Record<string, unknown>): boolean => item["kind"] === HEAD_KIND;
