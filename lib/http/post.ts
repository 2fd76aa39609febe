import {
  type NewAction,
  type PresentedAction,
  entryId,
  referencesOf,
  tooFarAhead,
} from "../domain/action.ts";
import { type Caller, actsAs, callerKey, mayChooseTime, mayWriteAttributes } from "../domain/caller.ts";
import { invalidField } from "../domain/errors.ts";
import { DEFAULT_FLAG, type FollowBody } from "../domain/follow.ts";
import type { EntityRef } from "../domain/entity.ts";
import { runHooks } from "../hooks/hooks.ts";
import { hooks } from "../hooks/registry.ts";
import { postAction } from "../store/actions/post-action.ts";
import { postFollow } from "../store/graph/post-follow.ts";
import { logger } from "../runtime/logger.ts";
import { presentActions } from "./present.ts";
import type { Request } from "./route.ts";

type CallerRequest = Request<unknown, unknown, Caller>;

const KEY_HEADER = "Idempotency-Key";

/** The request's idempotency key. @throws 400 where it is not 1 to 255 visible characters */
export function idempotencyKey({ header }: Request): string | undefined {
  const key = header(KEY_HEADER.toLowerCase());
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalidField(KEY_HEADER, "must be 1 to 255 visible characters");
  }
  return key;
}

/** Posts one action, alone or in a batch. `status` is 201, or 200 for a repeat. */
export async function post(request: CallerRequest, input: NewAction, key: string | undefined) {
  const { caller, table, now } = request;
  const actor = actsAs(caller, input.actor?.ref, "actor");
  if (input.timestamp !== undefined) {
    mayChooseTime(caller, "timestamp");
    refuseFuture("timestamp", input.timestamp, now);
  }
  for (const [field, { ref, attributes }] of referencesOf(input)) {
    if (attributes !== undefined) mayWriteAttributes(caller, ref, field);
  }
  await runHooks(hooks.action, { caller, actor, input });
  const { action, created } = await postAction(
    table,
    { callerKey: callerKey(caller), actor, input, idempotencyKey: key },
    now,
  );
  if (created) logger.info("an action was stored", { action: entryId(action) });
  const [shown] = await presentActions(request, [action], undefined, true);
  return { status: created ? 201 : 200, action: shown as PresentedAction };
}

/** Makes one follow, alone or in a batch. */
export async function makeFollow(
  { caller, table, now }: CallerRequest,
  followed: EntityRef,
  follow: FollowBody,
): Promise<void> {
  const follower = actsAs(caller, follow.user, "user");
  if (follow.started !== undefined) {
    mayChooseTime(caller, "started");
    refuseFuture("started", follow.started, now);
  }
  const { flag = DEFAULT_FLAG, actor_only: actorOnly, started, send_action: sendAction = true } = follow;
  await runHooks(hooks.follow, { caller, follower, followed, flag });
  await postFollow(
    table,
    { callerKey: callerKey(caller), follower, followed, flag, actorOnly, started, sendAction },
    now,
  );
}

function refuseFuture(field: string, time: string, now: number): void {
  if (tooFarAhead(time, now)) throw invalidField(field, "must not be later than five minutes from now");
}
