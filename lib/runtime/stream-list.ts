import * as z from "zod";
import { type Entry } from "../domain/action.ts";
import type { Entries } from "../domain/merge.ts";
import { type Position, type Range, positionOf } from "../domain/position.ts";
import { timestamp } from "../domain/time.ts";
import type { Walk } from "../store/streams.ts";
import { type Answer } from "./answer.ts";
import { answerList, expand, listParameters } from "./list.ts";
import { presentActions } from "./present.ts";
import type { Request } from "./route.ts";

const filters = {
  verb: z.string().optional(),
  since: timestamp.optional(),
  until: timestamp.optional(),
  expand,
};

interface Filters {
  readonly expand?: "current" | undefined;
  readonly verb?: string | undefined;
  readonly since?: Position | undefined;
  readonly until?: Position | undefined;
}

/** The parameters of every stream, with those of one route. */
export const streamQuery = <Shape extends z.ZodRawShape>(own: Shape) =>
  z
    .strictObject({ ...listParameters, ...filters, ...own })
    .refine((query) => inOrder(query as Filters), { path: ["until"], error: "must be later than since" });

const inOrder = ({ since, until }: Filters): boolean => since === undefined || until === undefined || since < until;

type Walked = Entries | { readonly entries: Entries; readonly generation: number | undefined };

/** Answers one page of a stream of actions. */
export function answerStream(
  request: Request<Filters & { limit?: number | undefined; cursor?: string | undefined }>,
  open: (walk: Walk, generation: number | undefined) => Promise<Walked> | Walked,
): Promise<Answer> {
  const { verb } = request.query;
  return answerList<Entry>(request, {
    range: timeRange(request.query),
    matches: verb === undefined ? undefined : ({ body }) => body.verb === verb,
    walk: async (walk, generation) => {
      const walked = await open(walk, generation);
      return "entries" in walked ? { items: walked.entries, generation: walked.generation } : { items: walked };
    },
    show: (entries) => presentActions(request, entries, request.query.expand),
  });
}

/** `since` is inclusive and `until` exclusive: the bare time sorts below every position of that time. */
const timeRange = ({ since, until }: Filters): Range => ({
  low: since === undefined ? undefined : positionOf(since, ""),
  high: until,
});
