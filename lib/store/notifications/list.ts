import type { EntityRef } from "../../domain/entity.ts";
import { type Counts, countNew } from "../../domain/notifications/count.ts";
import type { Shown as ShownParts } from "../../domain/notifications/head.ts";
import { type Watermarks, MOST_YOUNG, asOfTurn, isRead, isSeen } from "../../domain/notifications/marks.ts";
import { type Place, type Shown, readPage } from "../../domain/page.ts";
import type { Walk } from "../../domain/position.ts";
import type { Table } from "../../table/table.ts";
import { type Arrival, type Arrivals, alive, arrivals, visible } from "./arrivals.ts";
import { markOfAll } from "./counts.ts";
import type { StoredHead } from "./heads.ts";
import { sealMark } from "./mark.ts";
import { getHeads, openGroups } from "./page.ts";

export type ShownHead = StoredHead & { readonly shown: ShownParts };

/** What the first page passes on: its mark, and what was marked then, by which turn. */
export interface Note extends Watermarks {
  readonly turns: number;
  readonly mark: string | null;
}

export interface GroupQuery {
  readonly limit: number;
  readonly from: Place | undefined;
  /** Of the first page; absent: this is it. */
  readonly note: Note | undefined;
  readonly verb: readonly string[] | undefined;
  readonly isUnseen: boolean;
  readonly isUnread: boolean;
}

interface GroupsPage extends Shown<ShownHead> {
  readonly counts: Counts;
  readonly note: Note;
}

/** N18. One page of somebody's groups, newest arrival first: two round trips, for a deeper page three. */
export async function groupsPage(
  table: Table,
  owner: EntityRef,
  asked: GroupQuery,
  now: number,
): Promise<GroupsPage> {
  const { limit, from } = asked;
  const { state, groups } = await openGroups(table, owner, { chunk: limit + 1, now });
  const note = asked.note ?? (await firstNote(table, owner, { asked, groups, marks: state }, now));
  const walkFrom = (walk: Walk) =>
    alive(arrivals(table, owner, walk), {
      incarnation: state.incarnation,
      cutoff: now - table.limits.retention,
    });
  const page = await readPage<Arrival>(
    {
      open: (walk) => ({ items: visible(from === undefined ? groups : walkFrom(walk)) }),
      selection: selectionOf(table, asked, note),
    },
    limit,
    from,
  );
  const [heads, counts] = await Promise.all([
    getHeads(table, owner, page.items),
    countNew(visible(groups), state),
  ]);
  const items = page.items.flatMap(({ id }) => {
    const head = heads.get(id);
    // A group may have gone since the index was read.
    return head?.shown === undefined || head.incarnation !== state.incarnation
      ? []
      : [asOfTurn({ ...head, shown: head.shown }, note.turns)];
  });
  return { items, next: page.next, prev: page.prev, counts, note };
}

async function firstNote(
  table: Table,
  owner: EntityRef,
  found: { readonly asked: GroupQuery; readonly groups: Arrivals; readonly marks: Omit<Note, "mark"> },
  now: number,
): Promise<Note> {
  const { seen, read, turns } = found.marks;
  if (found.asked.verb !== undefined) return { seen, read, turns, mark: null };
  return {
    ...{ seen, read, turns },
    mark: await sealMark(table, owner, await markOfAll(found.groups, now, MOST_YOUNG)),
  };
}

function selectionOf({ limits }: Table, { verb, isUnseen, isUnread }: GroupQuery, note: Note) {
  if (verb === undefined && !isUnseen && !isUnread) return undefined;
  return {
    limits,
    matches: (arrival: Arrival) => {
      const then = asOfTurn(arrival, note.turns);
      return (
        (verb === undefined || verb.includes(arrival.verb)) &&
        (!isUnseen || !isSeen(then, note)) &&
        (!isUnread || !isRead(then, note))
      );
    },
  };
}
