import * as z from "zod/mini";
import { actsAs } from "../../lib/domain/caller.ts";
import { entityText } from "../../lib/domain/entity.ts";
import { DEFAULT_FLAG, flagOrAny } from "../../lib/domain/follow.ts";
import { ok } from "../../lib/http/answer.ts";
import { route } from "../../lib/http/route.ts";
import { tokenNeeded } from "../../lib/http/unauthenticated.ts";
import { isFollowing } from "../../lib/store/graph/pair.ts";

const query = z.strictObject({ flag: z.optional(flagOrAny), user: z.optional(entityText) });

export const handler = route("is-following", { query }, async ({ caller, table, entity, query }) => {
  const { flag = DEFAULT_FLAG, user } = query;
  const follower = caller.kind === "user" || caller.kind === "service" ? actsAs(caller, user, "user") : user;
  if (follower === undefined) throw tokenNeeded();
  return ok({ is_following: await isFollowing(table, { follower, followed: entity, flag }) });
});
