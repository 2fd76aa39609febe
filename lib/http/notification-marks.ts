import * as z from "zod/mini";
import type { Caller } from "../domain/caller.ts";
import type { EntityRef } from "../domain/entity.ts";
import type { FieldError } from "../domain/errors.ts";
import { type Counts, NONE } from "../domain/notifications/count.ts";
import { isNotified } from "../domain/notifications/notified.ts";
import { optional } from "../domain/text.ts";
import { ALL, NOTHING, countsOf, markGroups } from "../store/notifications/counts.ts";
import { type Marking, openMark } from "../store/notifications/mark.ts";
import { invalid } from "./parse.ts";
import type { Request } from "./route.ts";

const MOST_GROUPS = 100;
const LIST_RULE = `must have 1 to ${MOST_GROUPS} groups' marks`;

const markText = z.string().check(z.minLength(1, "must not be empty"), z.maxLength(4096, "is no mark"));
const marking = z.union([
  markText,
  z.array(markText).check(z.minLength(1, LIST_RULE), z.maxLength(MOST_GROUPS, LIST_RULE)),
]);

export const markingBody = z
  .strictObject({ seen: optional(marking), read: optional(marking) })
  .check(
    z.refine(({ seen, read }) => seen !== undefined || read !== undefined, "must say what is seen or read"),
  );

type Given = z.output<typeof marking> | undefined;
type Whose = Pick<Request<unknown, unknown, Caller>, "table" | "now">;

export const countsFor = ({ table, now }: Whose, owner: EntityRef): Promise<Counts> =>
  isNotified(owner) ? countsOf(table, owner, now) : Promise.resolve(NONE);

/** Marks what a request says, or nothing. @returns the counts then @throws 400 for a mark not theirs */
export async function mark(
  request: Request<unknown, z.output<typeof markingBody>, Caller>,
  owner: EntityRef,
): Promise<Counts> {
  const { table, now } = request;
  const errors: FieldError[] = [];
  const [seen = NOTHING, read = NOTHING] = await Promise.all(
    (["seen", "read"] as const).map((field) => openMarking(request, owner, field, errors)),
  );
  if (errors.length > 0) throw invalid(errors.sort((a, b) => (a.path < b.path ? -1 : 1)));
  if (!isNotified(owner)) return NONE;
  return markGroups(table, owner, { seen, read }, now);
}

async function openMarking(
  { table, body }: Pick<Request<unknown, { readonly seen?: Given; readonly read?: Given }>, "table" | "body">,
  owner: EntityRef,
  field: "seen" | "read",
  errors: FieldError[],
): Promise<Marking | typeof ALL> {
  const given = body[field];
  if (given === undefined) return NOTHING;
  if (given === ALL) return ALL;
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
