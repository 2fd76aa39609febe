import * as z from "zod/mini";
import type { Caller } from "../domain/caller.ts";
import type { EntityRef } from "../domain/entity.ts";
import type { FieldError } from "../domain/errors.ts";
import { type Counts, NONE, type Overlay, countNew, overlayOf } from "../domain/notifications/count.ts";
import { isNotified } from "../domain/notifications/tells.ts";
import { optional } from "../domain/text.ts";
import { type Marking, markAs, openMark } from "../store/notifications/mark.ts";
import { visible } from "../store/notifications/arrivals.ts";
import { newestGroups } from "../store/notifications/page.ts";
import { obeyedState } from "../store/notifications/obey-mutes.ts";
import type { NoteState } from "../store/notifications/state.ts";
import { markOfAll } from "./notification-list.ts";
import { invalid } from "./parse.ts";
import type { Request } from "./route.ts";

const MOST_GROUPS = 100;
const LIST_RULE = `must have 1 to ${MOST_GROUPS} groups' marks`;
const ALL = "all";
/** Groups of the last minute that `all` marks: so many arrive at nobody's. */
const MOST_AT_ONCE = 1000;
const CHUNK = 25;

const markText = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(4096, "is no mark"));
const marking = z.union([
  markText,
  z.array(markText).check(z.minLength(1, LIST_RULE), z.maxLength(MOST_GROUPS, LIST_RULE)),
]);

/** The body of `POST /notifications/mark`. */
export const markingBody = z
  .strictObject({ seen: optional(marking), read: optional(marking) })
  .check(
    z.refine(({ seen, read }) => seen !== undefined || read !== undefined, "must say what is seen or read"),
  );

type Given = z.output<typeof marking> | undefined;
type Whose = Pick<Request<unknown, unknown, Caller>, "table" | "now">;

/** How many groups of somebody's notifications are new. */
export async function countsOf({ table, now }: Whose, owner: EntityRef): Promise<Counts> {
  if (!isNotified(owner)) return NONE;
  return countFrom({ table, now }, owner, await obeyedState(table, owner, Date.now));
}

const countFrom = (
  { table, now }: Whose,
  owner: EntityRef,
  state: NoteState,
  overlay?: Overlay,
): Promise<Counts> =>
  countNew(visible(newestGroups(table, owner, { chunk: CHUNK, now })(state.incarnation)), state, overlay);

/**
 * Marks what a request says. @returns the counts then @throws 400 for what is no mark of theirs; then nothing
 * is marked
 */
export async function mark(
  request: Request<unknown, z.output<typeof markingBody>, Caller>,
  owner: EntityRef,
): Promise<Counts> {
  const { table, now, body } = request;
  const errors: FieldError[] = [];
  const [seen, read] = await Promise.all(
    (["seen", "read"] as const).map((field) => openMarking(request, owner, field, errors)),
  );
  if (errors.length > 0) throw invalid(errors.sort((a, b) => (a.path < b.path ? -1 : 1)));
  if (!isNotified(owner)) return NONE;
  const all = body.seen === ALL || body.read === ALL ? await everything(request, owner) : NOTHING;
  const asked = {
    seen: body.seen === ALL ? all : (seen ?? NOTHING),
    read: body.read === ALL ? all : (read ?? NOTHING),
  };
  const state = await markAs(table, owner, asked);
  return countFrom({ table, now }, owner, state, overlayOf(asked.seen.groups, asked.read.groups));
}

const NOTHING: Marking = { until: 0, groups: [] };

/** What there is now. */
async function everything({ table, now }: Whose, owner: EntityRef): Promise<Marking> {
  const { incarnation } = await obeyedState(table, owner, Date.now);
  return markOfAll(newestGroups(table, owner, { chunk: CHUNK, now })(incarnation), now, MOST_AT_ONCE);
}

/** What the marks of one field cover; `undefined` where it says `all`, or nothing. */
async function openMarking(
  { table, body }: Pick<Request<unknown, { readonly seen?: Given; readonly read?: Given }>, "table" | "body">,
  owner: EntityRef,
  field: "seen" | "read",
  errors: FieldError[],
): Promise<Marking | undefined> {
  const given = body[field];
  if (given === undefined || given === ALL) return undefined;
  const opened = await Promise.all([given].flat().map((text) => openMark(table, owner, text)));
  opened.forEach((mark, index) => {
    const isGood = mark !== undefined && (mark.kind === "group" || !Array.isArray(given));
    const path = Array.isArray(given) ? `${field}.${index}` : field;
    if (!isGood)
      errors.push({ path, message: "is no mark of these notifications; take it from a page as it is" });
  });
  const marks = opened.filter((mark) => mark !== undefined);
  return {
    until: Math.max(0, ...marks.map(({ until }) => until)),
    groups: marks.flatMap(({ groups }) => groups),
  };
}
