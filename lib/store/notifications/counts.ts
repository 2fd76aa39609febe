import type { EntityRef } from "../../domain/entity.ts";
import { type Counts, type Overlay, countNew, overlayOf } from "../../domain/notifications/count.ts";
import { type Mark, SETTLED } from "../../domain/notifications/marks.ts";
import type { Table } from "../../table/table.ts";
import { type Arrivals, visible } from "./arrivals.ts";
import { type Marking, markAs } from "./mark.ts";
import { newestGroups, openGroups } from "./page.ts";
import type { NoteState } from "./state.ts";

const CHUNK = 25;

export const ALL = "all";

/** N16. How many groups of somebody's notifications are new. */
export async function countsOf(table: Table, owner: EntityRef, now: number): Promise<Counts> {
  const { state, groups } = await openGroups(table, owner, { chunk: CHUNK, now });
  return countNew(visible(groups), state);
}

/** N17. Marks what is asked for. @returns the counts then */
export async function markGroups(
  table: Table,
  owner: EntityRef,
  { seen, read }: { readonly seen: Marking | typeof ALL; readonly read: Marking | typeof ALL },
  now: number,
): Promise<Counts> {
  const all = seen === ALL || read === ALL ? await everything(table, owner, now) : NOTHING;
  const asked = { seen: seen === ALL ? all : seen, read: read === ALL ? all : read };
  const state = await markAs(table, owner, asked);
  return countFrom(table, owner, { now, state, overlay: overlayOf(asked.seen.groups, asked.read.groups) });
}

export const NOTHING: Marking = { until: 0, groups: [] };

async function everything(table: Table, owner: EntityRef, now: number): Promise<Marking> {
  const { groups } = await openGroups(table, owner, { chunk: CHUNK, now });
  return markOfAll(groups, now, Infinity);
}

const countFrom = (
  table: Table,
  owner: EntityRef,
  { now, state, overlay }: { readonly now: number; readonly state: NoteState; readonly overlay: Overlay },
): Promise<Counts> =>
  countNew(visible(newestGroups(table, owner, { chunk: CHUNK, now })(state.incarnation)), state, overlay);

/** The mark of everything that has arrived, visible or not, from a walk, newest first. */
export async function markOfAll(groups: Arrivals, now: number, most: number): Promise<Mark> {
  const until = now - SETTLED;
  const young = new Map<string, number>();
  for await (const { id, at, high } of groups) {
    if (at <= until || young.size === most) break;
    young.set(id, Math.max(high, young.get(id) ?? 0));
  }
  return { kind: "page", until, groups: [...young].map(([id, at]) => ({ id, at })) };
}
