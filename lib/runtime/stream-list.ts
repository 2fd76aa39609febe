import * as z from "zod/mini";
import { type Entry, newAction } from "../domain/action.ts";
import type { Entries } from "../domain/merge.ts";
import { type Position, type Range, positionOf } from "../domain/position.ts";
import { timestamp } from "../domain/time.ts";
import { FORMS, type FormName, chooseForm } from "../forms/negotiate.ts";
import { RENDERERS } from "../forms/renderers.ts";
import type { Walk } from "../store/streams.ts";
import { type Answer } from "./answer.ts";
import { type Listing, answerList, expand, listPage, listParameters, thisPage, wholeList } from "./list.ts";
import { type PresentedAction, presentActions } from "./present.ts";
import type { Request } from "./route.ts";

const filters = {
  verb: z.optional(newAction.shape.verb),
  since: z.optional(timestamp),
  until: z.optional(timestamp),
  expand,
  format: z.optional(z.enum(Object.keys(FORMS) as [FormName], { error: `must be one of ${Object.keys(FORMS).join(", ")}` })),
};

interface Filters {
  readonly format?: FormName | undefined;
  readonly expand?: "current" | undefined;
  readonly verb?: string | undefined;
  readonly since?: Position | undefined;
  readonly until?: Position | undefined;
}

/** The parameters of every stream, with those of one route. */
export const streamQuery = <Shape extends z.core.$ZodShape>(own: Shape) =>
  z
    .strictObject({ ...listParameters, ...filters, ...own })
    .check(z.refine((query) => inOrder(query as Filters), { path: ["until"], error: "must be later than since" }));

const inOrder = ({ since, until }: Filters): boolean => since === undefined || until === undefined || since < until;

type Walked = Entries | { readonly entries: Entries; readonly generation: number | undefined };

/** Answers one page of a stream of actions, in the form that is asked for. */
export async function answerStream(
  request: Request<Filters & { limit?: number | undefined; cursor?: string | undefined }>,
  open: (walk: Walk, generation: number | undefined) => Promise<Walked> | Walked,
): Promise<Answer> {
  const { verb, format } = request.query;
  const form = chooseForm(format, request.header("accept"));
  const listing: Listing<Entry, PresentedAction> = {
    range: timeRange(request.query),
    matches: verb === undefined ? undefined : ({ body }) => body.verb === verb,
    walk: async (walk, generation) => {
      const walked = await open(walk, generation);
      return "entries" in walked ? { items: walked.entries, generation: walked.generation } : { items: walked };
    },
    show: (entries) => presentActions(request, entries, request.query.expand),
  };
  if (form === "json") return answerList(request, listing);
  const { next, prev, results } = await listPage(request, listing, form);
  const actions = results.map((action) => ({ ...action, url: request.links.action(action.id) }));
  const page = { title: titleOf(request), collection: wholeList(request), self: thisPage(request), next, prev, actions };
  return { status: 200, text: { type: FORMS[form], content: RENDERERS[form](page) } };
}

function titleOf({ route, params }: Request): string {
  const { collection, id } = params;
  if (route === "get-own-feed") return "Your feed";
  if (route === "get-entity-feed") return `Feed of ${collection}/${id}`;
  if (collection === undefined) return "Public activity";
  return `Activity of ${id === undefined ? collection : `${collection}/${id}`}`;
}

/** `since` is inclusive and `until` exclusive: the bare time sorts below every position of that time. */
const timeRange = ({ since, until }: Filters): Range => ({
  low: since === undefined ? undefined : positionOf(since, ""),
  high: until,
});
