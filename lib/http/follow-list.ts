import * as z from "zod/mini";
import { ANY_FLAG, DEFAULT_FLAG, type Follow, type MergedFollow, flagOrAny } from "../domain/follow.ts";
import { type EntityRef, entityText, modelType } from "../domain/entity.ts";
import { type Listed, type Side, followList, mergedFollowList } from "../store/graph/follow-lists.ts";
import { followsWith } from "../store/graph/follow-lookups.ts";
import type { Answer } from "./answer.ts";
import { answerList, expand, listParameters } from "./list.ts";
import { presentFollows } from "./present.ts";
import type { Request } from "./route.ts";
import { tokenNeeded } from "./unauthenticated.ts";

const parameters = {
  ...listParameters,
  flag: z.optional(flagOrAny),
  type: z.optional(z.array(modelType)),
  expand,
};

const MOST = 100;
const some = z.optional(z.array(entityText).check(z.maxLength(MOST, `may be given ${MOST} times at most`)));

export const followersQuery = z.strictObject({ ...parameters, user: some });
export const followingQuery = z.strictObject({ ...parameters, follow_object: some });

type ListRequest = Request<Omit<z.output<typeof followersQuery>, "user">>;

/** With these a list is a look-up, which needs a token even with public reads. */
const LOOK_UPS = ["user", "follow_object"];

/** A page of followers or followed, if asked only some types, or the follows with some other entities. */
export function answerFollows(
  request: ListRequest,
  side: Side,
  others?: readonly EntityRef[],
): Promise<Answer> {
  const { table, entity, caller, rawQuery } = request;
  if (caller.kind === "anyone" && LOOK_UPS.some((name) => name in rawQuery)) throw tokenNeeded();
  const { flag = DEFAULT_FLAG, type: types } = request.query;
  const isWanted = ({ follower, followed }: Pick<Follow, "follower" | "followed">) =>
    types === undefined || types.includes((side === "followers" ? follower : followed).model_type);
  return answerList<Listed<Follow | MergedFollow>>(request, {
    order: flag === ANY_FLAG ? "ascending" : "descending",
    selection: types && { limits: table.limits, matches: ({ follow }) => isWanted(follow) },
    walk: (walk) => {
      if (others !== undefined) return { items: followsWith(table, { entity, side, others, flag }, walk) };
      if (flag === ANY_FLAG) return { items: mergedFollowList(table, { entity, side }, walk, isWanted) };
      return { items: followList(table, { entity, side, flag }, walk) };
    },
    show: (listed) =>
      presentFollows(
        request,
        listed.map(({ follow }) => follow),
      ),
  });
}
