import { actionPatch } from "../../lib/domain/action.ts";
import { ok } from "../../lib/http/answer.ts";
import { findToChange } from "../../lib/http/find-action.ts";
import { presentActions } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { actionVersion } from "../../lib/http/version.ts";
import { planPatch } from "../../lib/domain/plans/patch.ts";
import { updateAction } from "../../lib/store/actions/actions.ts";
import { recipientsOf } from "../../lib/store/actions/recipients.ts";
import { AGAIN, withBackoff } from "../../lib/table/retry.ts";

export const handler = route("patch-action", { body: actionPatch }, (request) =>
  withBackoff(request.table, async () => {
    const action = await findToChange(request);
    const { table, body: patch, now } = request;
    const told = patch.to === undefined ? [] : await recipientsOf(table, action);
    const { body, to } = planPatch(action, patch, told, now);
    const changed = await updateAction(table, action, body, to);
    if (changed === undefined) return AGAIN;
    const [shown] = await presentActions(request, [changed], undefined, true);
    return { ...ok(shown), version: actionVersion(changed) };
  }),
);
