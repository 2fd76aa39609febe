import { actionPatch, patched } from "../../lib/domain/action.ts";
import { ok } from "../../lib/http/answer.ts";
import { findToChange } from "../../lib/http/find-action.ts";
import { presentAction } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { actionVersion } from "../../lib/http/version.ts";
import { updateAction } from "../../lib/store/actions/actions.ts";
import { AGAIN, withBackoff } from "../../lib/table/retry.ts";

export const handler = route("patch-action", { body: actionPatch }, (request) =>
  withBackoff(async () => {
    const action = await findToChange(request);
    const changed = await updateAction(
      request.table,
      action,
      patched(action.body, request.body, request.now),
    );
    if (changed === undefined) return AGAIN;
    return { ...ok(presentAction(request.links, changed)), version: actionVersion(changed) };
  }),
);
