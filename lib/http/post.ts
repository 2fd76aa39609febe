import { type NewAction, type PresentedAction, entryId, referencesOf } from "../domain/action.ts";
import { type Caller, actsAs, callerKey, mayWriteAttributes } from "../domain/caller.ts";
import { invalidField } from "../domain/errors.ts";
import { runHooks } from "../hooks/hooks.ts";
import { hooks } from "../hooks/registry.ts";
import { postAction } from "../store/actions/post-action.ts";
import { logger } from "../runtime/logger.ts";
import { presentActions } from "./present.ts";
import { requireTime } from "./require-time.ts";
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
  requireTime(caller, "timestamp", input.timestamp, now);
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
