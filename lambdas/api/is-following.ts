import * as z from "zod";
import { actsAs } from "../../lib/domain/caller.ts";
import { entityText } from "../../lib/domain/entity.ts";
import { DEFAULT_FLAG, flagOrAny } from "../../lib/domain/follow.ts";
import { ok } from "../../lib/runtime/answer.ts";
import { route } from "../../lib/runtime/route.ts";
import { isFollowing } from "../../lib/store/pair.ts";

const query = z.strictObject({ flag: flagOrAny.optional(), user: entityText.optional() });

export const handler = route("is-following", { query }, async ({ caller, table, entity, query }) => {
  const { flag = DEFAULT_FLAG, user } = query;
  return ok({ is_following: await isFollowing(table, { follower: actsAs(caller, user, "user"), followed: entity, flag }) });
});
