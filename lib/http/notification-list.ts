import * as z from "zod/mini";
import { newAction } from "../domain/action.ts";
import type { EntityRef } from "../domain/entity.ts";
import { NONE } from "../domain/notifications/count.ts";
import { SETTLED } from "../domain/notifications/marks.ts";
import { isNotified } from "../domain/notifications/notified.ts";
import type { Place } from "../domain/page.ts";
import type { Caller } from "../domain/caller.ts";
import { openCursor, sealCursor } from "../store/access/cursor.ts";
import { type Note, groupsPage } from "../store/notifications/list.ts";
import { sealMark } from "../store/notifications/mark.ts";
import type { Answer } from "./answer.ts";
import { DEFAULT_LIMIT, expand, listParameters, pageQuery, scopeOf } from "./list.ts";
import { presentGroups } from "./notifications.ts";
import { userParameter } from "./user-parameter.ts";
import type { Request } from "./route.ts";

const MOST_VERBS = 10;

const onlyTrue = z.optional(z.literal("true", { error: "must be true" }));

export const notificationsQuery = z.strictObject({
  ...{ limit: listParameters.limit, cursor: listParameters.cursor, expand, ...userParameter },
  verb: z.optional(
    z.array(newAction.shape.verb).check(z.maxLength(MOST_VERBS, `may be given ${MOST_VERBS} times at most`)),
  ),
  unseen: onlyTrue,
  unread: onlyTrue,
});

type ListRequest = Request<z.output<typeof notificationsQuery>, unknown, Caller>;

const writeNote = ({ mark, seen, read, turns }: Note): string => JSON.stringify([seen, read, mark, turns]);

function readNote(text: string): Note {
  const [seen, read, mark, turns] = JSON.parse(text) as [number, number, string | null, number];
  return { seen, read, mark, turns };
}

export async function answerNotifications(request: ListRequest, owner: EntityRef): Promise<Answer> {
  const { table, now, query } = request;
  const { limit = DEFAULT_LIMIT, cursor, verb, expand: expanded } = query;
  const from = cursor === undefined ? undefined : await openCursor(table, scopeOf(request), cursor);
  if (!isNotified(owner)) return emptyPage(request, owner);
  const [isUnseen, isUnread] = [query.unseen !== undefined, query.unread !== undefined];
  const held = from?.note === undefined ? undefined : readNote(from.note);
  const asked = { limit, from, note: held, verb, isUnseen, isUnread };
  const { items, note, counts, ...places } = await groupsPage(table, owner, asked, now);
  const results = await presentGroups(request, owner, items, { marks: note, expand: expanded });
  const [next, prev] = await Promise.all(
    [places.next, places.prev].map((place) => linkTo(request, place, note)),
  );
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

async function linkTo(request: ListRequest, place: Place | undefined, note: Note): Promise<string | null> {
  if (place === undefined) return null;
  const cursor = await sealCursor(request.table, scopeOf(request), { ...place, note: writeNote(note) });
  return request.links.self(pageQuery(request, undefined, cursor));
}
