import { conditionText, isConditional } from "../../lib/domain/preconditions.ts";
import { noContent } from "../../lib/runtime/answer.ts";
import { findToDelete } from "../../lib/runtime/find-action.ts";
import { route } from "../../lib/runtime/route.ts";
import { preconditionFailed, preconditionsOf } from "../../lib/runtime/version.ts";
import { deleteAction } from "../../lib/store/actions.ts";
import { AGAIN, withBackoff } from "../../lib/store/retry.ts";

/** The same request again, its first answer lost, is answered as at first. */
export const handler = route("delete-action", {}, (request) =>
  withBackoff(async () => {
    const preconditions = preconditionsOf(request);
    const condition = isConditional(preconditions) ? conditionText(preconditions) : undefined;
    const found = await findToDelete(request);
    if (found.kind === "tombstone") {
      if (preconditions.ifMatch === undefined || found.condition === condition) return noContent;
      throw preconditionFailed();
    }
    return (await deleteAction(request.table, found.action, request.now, { condition })) ? noContent : AGAIN;
  }),
);
