import * as z from "zod";
import { actsAs, callerKey } from "../../lib/domain/caller.ts";
import { entityText } from "../../lib/domain/entity.ts";
import { DEFAULT_FLAG, flagOrAny } from "../../lib/domain/follow.ts";
import { runHooks } from "../../lib/hooks/hooks.ts";
import { hooks } from "../../lib/hooks/registry.ts";
import { noContent } from "../../lib/runtime/answer.ts";
import { route } from "../../lib/runtime/route.ts";
import { postUnfollow } from "../../lib/store/post-follow.ts";

const query = z.strictObject({
  flag: flagOrAny.optional(),
  send_action: z.enum(["true", "false"], { error: "must be true or false" }).optional(),
  user: entityText.optional(),
});

export const handler = route("unfollow", { query }, async ({ caller, table, now, entity, query }) => {
  const { flag = DEFAULT_FLAG, send_action, user } = query;
  const follower = actsAs(caller, user, "user");
  await runHooks(hooks.unfollow, { caller, follower, followed: entity, flag });
  const sendAction = send_action === "true";
  await postUnfollow(table, { callerKey: callerKey(caller), follower, followed: entity, flag, sendAction }, now);
  return noContent;
});
