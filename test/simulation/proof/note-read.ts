import type { EntityRef } from "../../../lib/domain/entity.ts";
import type { Counts } from "../../../lib/domain/notifications/count.ts";
import type { Member } from "../../../lib/domain/notifications/head.ts";
import { isRead, isSeen } from "../../../lib/domain/notifications/marks.ts";
import { type Place, readPage } from "../../../lib/domain/page.ts";
import { type GroupQuery, groupsPage } from "../../../lib/store/notifications/list.ts";
import { getGroup, members } from "../../../lib/store/notifications/members.ts";
import type { Table } from "../../../lib/table/table.ts";

/** A group as its recipient sees it. */
export interface SeenGroup {
  readonly id: string;
  readonly verb: string;
  readonly actions: number;
  readonly actors: number;
  /** Ids of the actions in which its actors are shown, and of the newest. */
  readonly shownActors: readonly string[];
  readonly latest: string;
  readonly description: string | null;
  readonly first: number;
  readonly newest: number;
  readonly seen: boolean;
  readonly read: boolean;
}

/** Pages of notifications, as `lib/http/notification-list.ts` makes them. */
export interface SeenPages {
  readonly pages: readonly (readonly SeenGroup[])[];
  readonly counts: Counts;
  readonly mark: string;
}

const ALL = { verb: undefined, isUnseen: false, isUnread: false };

/** Reads some pages from the newest on. */
export async function readNotes(
  table: Table,
  owner: EntityRef,
  asked: { readonly size: number; readonly pages: number; readonly only?: Partial<GroupQuery> },
  now: () => number,
): Promise<SeenPages> {
  const page = (from: Place | undefined, note?: GroupQuery["note"]) =>
    groupsPage(table, owner, { ...ALL, ...asked.only, limit: asked.size, from, note }, now());
  const first = await page(undefined);
  const pages = [first.items];
  for (let { next } = first; next !== undefined && pages.length < asked.pages;) {
    const deeper = await page(next, first.note);
    pages.push(deeper.items);
    next = deeper.next;
  }
  const { note } = first;
  const seenAs = ({ shown, ...head }: (typeof first.items)[number]): SeenGroup => {
    const own = { at: head.newest, seen: head.seen, read: head.read };
    const { id, verb, actions, actors, first: oldest, newest } = head;
    return {
      ...{ id, verb, actions, actors, first: oldest, newest },
      shownActors: shown.actors.map(({ of }) => of),
      latest: shown.latest.id,
      description: shown.latest.description,
      seen: isSeen(own, note),
      read: isRead(own, note),
    };
  };
  return { pages: pages.map((items) => items.map(seenAs)), counts: first.counts, mark: note.mark ?? "" };
}

/** Reads the members of a group, page by page, as `lambdas/api/get-notification-actions.ts` does. */
export async function readMembers(
  table: Table,
  owner: EntityRef,
  { group, size }: { readonly group: string; readonly size: number },
): Promise<Member[]> {
  const found: Member[] = [];
  let from: Place | undefined;
  do {
    const head = await getGroup(table, owner, group);
    if (head === undefined) return found;
    const page = await readPage(
      { open: (walk) => ({ items: members(table, owner, head, walk) }) },
      size,
      from,
    );
    found.push(...page.items);
    from = page.next;
  } while (from !== undefined);
  return found;
}
