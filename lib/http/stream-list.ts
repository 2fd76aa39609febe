import * as z from "zod/mini";
import { type Entry, type PresentedAction, newAction } from "../domain/action.ts";
import { type ActionFilters, type Rule, partFilter, ruleOf, selectionOf } from "../domain/filters.ts";
import type { GroupPart } from "../domain/groups.ts";
import type { Entries } from "../domain/merge.ts";
import { type Position, type Range, type Walk, positionOf } from "../domain/position.ts";
import { timeParameter } from "../domain/time.ts";
import { COLLECTION, FORMATS, type Format, chooseForm } from "../forms/negotiate.ts";
import type { Carried } from "../store/access/cursor.ts";
import { type Answer } from "./answer.ts";
import { answerGroups, groupParameters } from "./group-list.ts";
import { type Listing, answerList, expand, listParameters } from "./list.ts";
import { presentActions } from "./present.ts";
import type { Request } from "./route.ts";
import { answerCollection, answerForm } from "./stream-form.ts";

const MOST_VERBS = 10;

const filters = {
  actor: z.optional(partFilter),
  target: z.optional(partFilter),
  action_object: z.optional(partFilter),
  verb: z.optional(
    z.array(newAction.shape.verb).check(z.maxLength(MOST_VERBS, `may be given ${MOST_VERBS} times at most`)),
  ),
  since: z.optional(timeParameter),
  until: z.optional(timeParameter),
  expand,
  ...groupParameters,
  format: z.optional(z.enum(FORMATS, { error: `must be one of ${FORMATS.join(", ")}` })),
};

interface Filters extends ActionFilters {
  readonly format?: Format | undefined;
  readonly expand?: "current" | undefined;
  readonly group?: readonly GroupPart[] | undefined;
  readonly window?: "hour" | "day" | undefined;
  readonly since?: Position | undefined;
  readonly until?: Position | undefined;
}

export const streamQuery = <Shape extends z.core.$ZodShape>(own: Shape) =>
  z.strictObject({ ...listParameters, ...filters, ...own }).check(
    z.refine((query) => inOrder(query as Filters), { path: ["until"], error: "must be later than since" }),
    z.refine((query) => !("window" in query) || "group" in query, {
      path: ["window"],
      error: "goes with group",
    }),
    z.refine((query) => !("format" in query) || !("group" in query), {
      path: ["format"],
      error: "does not go with group: groups are JSON",
    }),
    z.refine((query) => !("format" in query) || !("notifications" in query), {
      path: ["format"],
      error: "does not go with notifications: counts are JSON",
    }),
  );

const inOrder = ({ since, until }: Filters): boolean =>
  since === undefined || until === undefined || since < until;

interface Found {
  readonly entries: Entries;
  readonly rule?: Rule | undefined;
  readonly carried?: Carried | undefined;
}

export interface Source {
  open(walk: Walk, from: Carried | undefined): Promise<Entries | Found> | Entries | Found;
  readonly rule?: Rule | undefined;
  more?(carried: Carried): Promise<object>;
}

export async function answerStream(
  request: Request<Filters & { limit?: number | undefined; cursor?: string | undefined }>,
  { open, rule, more }: Source,
): Promise<Answer> {
  const { expand: expanded, format, group: parts, window = "day" } = request.query;
  const listing: Listing<Entry, PresentedAction> = {
    range: timeRange(request.query),
    selection: selectionOf([ruleOf(request.query), rule], request.table.limits),
    walk: async (walk, from) => {
      const found = await open(walk, from);
      if (!("entries" in found)) return { items: found };
      const selection = selectionOf([found.rule], request.table.limits);
      return { items: found.entries, selection, carried: found.carried };
    },
    show: (entries) => presentActions(request, entries, expanded),
    ...(more && { more }),
  };
  if (parts !== undefined) return answerGroups(request, listing, { parts, window });
  const form = chooseForm(format, request.header("accept"));
  if (form === "json") return answerList(request, listing);
  return form === COLLECTION ? answerCollection(request) : answerForm(request, listing, form);
}

/** `since` is inclusive and `until` exclusive: the bare time sorts below every position of that time. */
const timeRange = ({ since, until }: Filters): Range => ({
  low: since === undefined ? undefined : positionOf(since, ""),
  high: until,
});
