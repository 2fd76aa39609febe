import { actionPatch, patched } from "../../lib/domain/action.ts";
import { ok } from "../../lib/http/answer.ts";
import { findToChange } from "../../lib/http/find-action.ts";
import { presentActions } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { actionVersion } from "../../lib/http/version.ts";
import { readdressed } from "../../lib/domain/recipients.ts";
import { updateAction } from "../../lib/store/actions/actions.ts";
import { recipientsOf } from "../../lib/store/actions/recipients.ts";
import { AGAIN, withBackoff } from "../../lib/table/retry.ts";

export const handler = route("patch-action", { body: actionPatch }, (request) =>
  withBackoff(request.table, async () => {
    const action = await findToChange(request);
    const { table, body: patch, now } = request;
    const to =
      patch.to === undefined
        ? undefined
        : readdressed(await recipientsOf(table, action), patch.to ?? [], now);
    const changed = await updateAction(table, action, patched(action.body, patch, now, to), to);
    if (changed === undefined) return AGAIN;
    const [shown] = await presentActions(request, [changed], undefined, true);
    return { ...ok(shown), version: actionVersion(changed) };
  }),
);
