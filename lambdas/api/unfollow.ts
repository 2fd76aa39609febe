import * as z from "zod/mini";
import { actsAs, callerKey } from "../../lib/domain/caller.ts";
import { entityText } from "../../lib/domain/entity.ts";
import { DEFAULT_FLAG, flagOrAny } from "../../lib/domain/follow.ts";
import { runHooks } from "../../lib/hooks/hooks.ts";
import { hooks } from "../../lib/hooks/registry.ts";
import { noContent } from "../../lib/http/answer.ts";
import { route } from "../../lib/http/route.ts";
import { postUnfollow } from "../../lib/store/graph/post-follow.ts";

const query = z.strictObject({
  flag: z.optional(flagOrAny),
  send_action: z.optional(z.enum(["true", "false"], { error: "must be true or false" })),
  user: z.optional(entityText),
});

export const handler = route("unfollow", { query }, async ({ caller, table, now, entity, query }) => {
  const { flag = DEFAULT_FLAG, send_action, user } = query;
  const follower = actsAs(caller, user, "user");
  await runHooks(hooks.unfollow, { caller, follower, followed: entity, flag });
  const sendAction = send_action === "true";
  await postUnfollow(
    table,
    { callerKey: callerKey(caller), follower, followed: entity, flag, sendAction },
    now,
  );
  return noContent;
});
