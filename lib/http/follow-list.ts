import * as z from "zod/mini";
import { ANY_FLAG, DEFAULT_FLAG, type Follow, type MergedFollow, flagOrAny } from "../domain/follow.ts";
import { modelType } from "../domain/entity.ts";
import { type Listed, type Side, followList, mergedFollowList } from "../store/graph/follow-lists.ts";
import type { Answer } from "./answer.ts";
import { answerList, expand, listParameters } from "./list.ts";
import { presentFollows } from "./present.ts";
import type { Request } from "./route.ts";

/** The parameters of both lists. */
export const followListQuery = z.strictObject({
  ...listParameters,
  flag: z.optional(flagOrAny),
  type: z.optional(z.array(modelType)),
  // Records of follows show entities as they are now anyway.
  expand,
});

/** Answers one page of the entity's followers, or of what it follows; only those of a `type`, where any are given. */
export function answerFollows(request: Request<z.output<typeof followListQuery>>, side: Side): Promise<Answer> {
  const { table, entity } = request;
  const { flag = DEFAULT_FLAG, type: types } = request.query;
  const isWanted = ({ follower, followed }: Pick<Follow, "follower" | "followed">) =>
    types === undefined || types.includes((side === "followers" ? follower : followed).model_type);
  return answerList<Listed<Follow | MergedFollow>>(request, {
    order: flag === ANY_FLAG ? "ascending" : "descending",
    selection: types && { matches: ({ follow }) => isWanted(follow) },
    walk: (walk) => ({
      items:
        flag === ANY_FLAG ? mergedFollowList(table, entity, side, walk, isWanted) : followList(table, entity, side, flag, walk),
    }),
    show: (listed) =>
      presentFollows(
        request,
        listed.map(({ follow }) => follow),
      ),
  });
}
