import * as z from "zod/mini";
import { newAction } from "../domain/action.ts";
import type { EntityRef } from "../domain/entity.ts";
import { NONE, countNew } from "../domain/notifications/count.ts";
import {
  type Mark,
  type Watermarks,
  MOST_YOUNG,
  SETTLED,
  isRead,
  isSeen,
} from "../domain/notifications/marks.ts";
import { isNotified } from "../domain/notifications/tells.ts";
import { type Place, readPage } from "../domain/page.ts";
import type { Caller } from "../domain/caller.ts";
import { openCursor, sealCursor } from "../store/access/cursor.ts";
import { type Arrival, type Arrivals, alive, arrivals, visible } from "../store/notifications/arrivals.ts";
import { sealMark } from "../store/notifications/mark.ts";
import { getHeads, newestGroups } from "../store/notifications/page.ts";
import { obeyedState } from "../store/notifications/obey-mutes.ts";
import type { Answer } from "./answer.ts";
import { DEFAULT_LIMIT, expand, listParameters, pageQuery, scopeOf } from "./list.ts";
import { presentGroups } from "./notifications.ts";
import { userParameter } from "./user-parameter.ts";
import type { Request } from "./route.ts";

const MOST_VERBS = 10;

const onlyTrue = z.optional(z.literal("true", { error: "must be true" }));

/** What `GET /notifications` takes. */
export const notificationsQuery = z.strictObject({
  ...{ limit: listParameters.limit, cursor: listParameters.cursor, expand, ...userParameter },
  verb: z.optional(
    z.array(newAction.shape.verb).check(z.maxLength(MOST_VERBS, `may be given ${MOST_VERBS} times at most`)),
  ),
  unseen: onlyTrue,
  unread: onlyTrue,
});

type ListRequest = Request<z.output<typeof notificationsQuery>, unknown, Caller>;

/** What the first page hands on: its mark, and what was marked when it was read. */
interface Note extends Watermarks {
  readonly mark: string | null;
}

const writeNote = ({ mark, seen, read }: Note): string => JSON.stringify([seen, read, mark]);

function readNote(text: string): Note {
  const [seen, read, mark] = JSON.parse(text) as [number, number, string | null];
  return { seen, read, mark };
}

/** Answers one page of somebody's notifications, with their counts. */
export async function answerNotifications(request: ListRequest, owner: EntityRef): Promise<Answer> {
  const { table, now, query } = request;
  const { limit = DEFAULT_LIMIT, cursor } = query;
  const from = cursor === undefined ? undefined : await openCursor(table, scopeOf(request), cursor);
  if (!isNotified(owner)) return emptyPage(request, owner);
  const newest = newestGroups(table, owner, { chunk: limit + 1, now });
  const state = await obeyedState(table, owner, Date.now);
  const groups = newest(state.incarnation);
  const note =
    from?.note === undefined
      ? await firstNote(request, owner, { groups, marks: state })
      : readNote(from.note);
  const walkFrom = (walk: Parameters<typeof arrivals>[2]) =>
    alive(arrivals(table, owner, walk), {
      incarnation: state.incarnation,
      cutoff: now - table.limits.retention,
    });
  const page = await readPage<Arrival>(
    {
      open: (walk) => ({ items: visible(from === undefined ? groups : walkFrom(walk)) }),
      selection: selectionOf(request, note),
    },
    limit,
    from,
  );
  const [heads, counts] = await Promise.all([
    getHeads(
      table,
      owner,
      page.items.map(({ id }) => id),
    ),
    countNew(visible(groups), state),
  ]);
  const shown = page.items.flatMap(({ id }) => {
    const head = heads.get(id);
    // Between the index and the head a group may have gone.
    return head?.shown === undefined || head.incarnation !== state.incarnation
      ? []
      : [{ ...head, shown: head.shown }];
  });
  const results = await presentGroups(request, owner, shown, { marks: note, expand: query.expand });
  const [next, prev] = await Promise.all([page.next, page.prev].map((place) => linkTo(request, place, note)));
  const body = { next: next ?? null, prev: prev ?? null, results, ...counts, mark: note.mark };
  return { status: 200, body, tagged: { results, ...counts } };
}

async function emptyPage({ table, now, query }: ListRequest, owner: EntityRef): Promise<Answer> {
  const mark = query.verb
    ? null
    : await sealMark(table, owner, { kind: "page", until: now - SETTLED, groups: [] });
  const body = { next: null, prev: null, results: [], ...NONE, mark };
  return { status: 200, body, tagged: { results: [], ...NONE } };
}

/** The mark of a first page, and what was marked when it was read. */
async function firstNote(
  { table, now, query }: ListRequest,
  owner: EntityRef,
  { groups, marks }: { readonly groups: Arrivals; readonly marks: Watermarks },
): Promise<Note> {
  const { seen, read } = marks;
  if (query.verb !== undefined) return { seen, read, mark: null };
  return { seen, read, mark: await sealMark(table, owner, await markOfAll(groups, now, MOST_YOUNG)) };
}

/** The mark of all that has arrived, hidden or not, as far as a walk along it shows, newest first. */
export async function markOfAll(groups: Arrivals, now: number, most: number): Promise<Mark> {
  const until = now - SETTLED;
  const young: { id: string; at: number }[] = [];
  for await (const { id, at, high } of groups) {
    if (at <= until || young.length === most) break;
    young.push({ id, at: high });
  }
  return { kind: "page", until, groups: young };
}

function selectionOf({ query: { verb, unseen, unread }, table }: ListRequest, marks: Watermarks) {
  if (verb === undefined && unseen === undefined && unread === undefined) return undefined;
  return {
    limits: table.limits,
    matches: (arrival: Arrival) =>
      (verb === undefined || verb.includes(arrival.verb)) &&
      (unseen === undefined || !isSeen(arrival, marks)) &&
      (unread === undefined || !isRead(arrival, marks)),
  };
}

async function linkTo(request: ListRequest, place: Place | undefined, note: Note): Promise<string | null> {
  if (place === undefined) return null;
  const cursor = await sealCursor(request.table, scopeOf(request), { ...place, note: writeNote(note) });
  return request.links.self(pageQuery(request, undefined, cursor));
}
