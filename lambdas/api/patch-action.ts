import { actionPatch, patched } from "../../lib/domain/action.ts";
import { ok } from "../../lib/runtime/answer.ts";
import { findToChange } from "../../lib/runtime/find-action.ts";
import { presentAction } from "../../lib/runtime/present.ts";
import { route } from "../../lib/runtime/route.ts";
import { actionVersion } from "../../lib/runtime/version.ts";
import { updateAction } from "../../lib/store/actions.ts";
import { AGAIN, withBackoff } from "../../lib/store/retry.ts";

export const handler = route("patch-action", { body: actionPatch }, (request) =>
  withBackoff(async () => {
    const action = await findToChange(request);
    const changed = await updateAction(request.table, action, patched(action.body, request.body, request.now));
    if (changed === undefined) return AGAIN;
    return { ...ok(presentAction(request.links, changed)), version: actionVersion(changed) };
  }),
);
