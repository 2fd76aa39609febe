import { type Caller, actsAs, callerKey } from "../domain/caller.ts";
import type { EntityRef } from "../domain/entity.ts";
import { DEFAULT_FLAG, type FollowBody } from "../domain/follow.ts";
import { runHooks } from "../hooks/hooks.ts";
import { hooks } from "../hooks/registry.ts";
import { postFollow } from "../store/graph/post-follow.ts";
import { requireTime } from "./require-time.ts";
import type { Request } from "./route.ts";

export async function follow(
  { caller, table, now }: Request<unknown, unknown, Caller>,
  followed: EntityRef,
  body: FollowBody,
): Promise<void> {
  const follower = actsAs(caller, body.user, "user");
  requireTime(caller, "started", body.started, now);
  const { flag = DEFAULT_FLAG, actor_only: actorOnly, started, send_action: sendAction = true } = body;
  await runHooks(hooks.follow, { caller, follower, followed, flag });
  await postFollow(
    table,
    { callerKey: callerKey(caller), follower, followed, flag, actorOnly, started, sendAction },
    now,
  );
}
