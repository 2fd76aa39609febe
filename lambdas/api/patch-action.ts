import { actionPatch, patched } from "../../lib/domain/action.ts";
import { mayChange } from "../../lib/domain/caller.ts";
import { ok } from "../../lib/runtime/answer.ts";
import { findAction } from "../../lib/runtime/find-action.ts";
import { presentAction } from "../../lib/runtime/present.ts";
import { route } from "../../lib/runtime/route.ts";
import { updateAction } from "../../lib/store/actions.ts";
import { AGAIN, withBackoff } from "../../lib/store/retry.ts";

export const handler = route("patch-action", { body: actionPatch }, (request) =>
  withBackoff(async () => {
    const action = await findAction(request);
    mayChange(request.caller, action);
    const changed = await updateAction(request.table, action, patched(action.body, request.body, request.now));
    return changed === undefined ? AGAIN : ok(presentAction(request.links, changed));
  }),
);
