import * as z from "zod/mini";
import { type Entry, type PresentedAction, entryId } from "../domain/action.ts";
import type { Grouping, PlacedGroup } from "../domain/group-cut.ts";
import { readGroups } from "../domain/group-page.ts";
import { type GroupPart, factsOf, groupSummary } from "../domain/groups.ts";
import { addIssue } from "../domain/issue.ts";
import type { Carried } from "../store/access/cursor.ts";
import { type Answer, ok } from "./answer.ts";
import { type ListQuery, type Listing, askedPage, linkTo } from "./list.ts";
import type { Request } from "./route.ts";

const PARTS = ["verb", "actor", "target", "action_object"] as const satisfies readonly GroupPart[];
const RULE = `must be verb and one or more of ${PARTS.slice(1).join(", ")}, with commas, each once`;

export const groupParameters = {
  group: z.optional(
    z.pipe(
      z.string(),
      z.transform((text: string, context): readonly GroupPart[] => {
        const words = text.split(",");
        const parts = PARTS.filter((part) => words.includes(part));
        const isRight = parts.length === words.length && parts.length > 1 && parts[0] === "verb";
        return isRight ? parts : addIssue(context, RULE);
      }),
    ),
  ),
  window: z.optional(z.enum(["hour", "day"], { error: "must be hour or day" })),
};

export async function answerGroups(
  request: Request<ListQuery>,
  { range, selection, walk, show, more }: Listing<Entry, PresentedAction>,
  grouping: Grouping,
): Promise<Answer> {
  const { limit, from } = await askedPage(request);
  let carried: Carried = {};
  const source = {
    range: range ?? {},
    selection,
    grouping,
    limits: request.table.limits,
    open: async (wanted: Parameters<typeof walk>[0]) => {
      const walked = await walk(wanted, from);
      carried = walked.carried ?? {};
      return walked;
    },
  };
  const { groups, next, prev } = await readGroups(source, limit, from);
  const entries = new Map(
    groups.flatMap(({ newest, byActor }) => [...newest, ...byActor]).map((entry) => [entryId(entry), entry]),
  );
  const [nextUrl, prevUrl, shown, said] = await Promise.all([
    linkTo(request, next && { ...next, ...carried }),
    linkTo(request, prev && { ...prev, ...carried }),
    show([...entries.values()]),
    more?.(carried),
  ]);
  const presented = new Map(shown.map((action) => [action.id, action]));
  const results = groups.map((group) => presentGroup(group, grouping, presented));
  return ok({ next: nextUrl, prev: prevUrl, results, ...said });
}

function presentGroup(
  group: PlacedGroup,
  { parts }: Grouping,
  presented: ReadonlyMap<string, PresentedAction>,
) {
  const shown = (entry: Entry) => presented.get(entryId(entry)) as PresentedAction;
  const newest = shown(group.newest[0]);
  const actors = group.byActor.map((entry) => shown(entry).actor);
  return {
    key: Object.fromEntries(parts.map((part) => [part, newest[part]])),
    summary: groupSummary({ ...factsOf(group), ...currentFacts(group, newest), actors }),
    actors,
    actors_count: group.actorsCount,
    actions_count: group.actionsCount,
    complete: group.complete,
    first_at: group.firstAt,
    latest_at: group.latestAt,
    actions: group.newest.map(shown),
  };
}

const currentFacts = ({ same }: PlacedGroup, { action_object, target }: PresentedAction) => ({
  action_object: same.action_object ? (action_object ?? undefined) : undefined,
  target: same.target ? (target ?? undefined) : undefined,
});
