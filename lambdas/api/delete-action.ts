import { conditionText, isConditional } from "../../lib/domain/preconditions.ts";
import { noContent } from "../../lib/http/answer.ts";
import { findToDelete } from "../../lib/http/find-action.ts";
import { route } from "../../lib/http/route.ts";
import { preconditionFailed, preconditionsOf } from "../../lib/http/version.ts";
import { deleteAction } from "../../lib/store/actions/actions.ts";
import { AGAIN, withBackoff } from "../../lib/table/retry.ts";

/** A repeated request whose first answer was lost gets the same answer. */
export const handler = route("delete-action", {}, (request) =>
  withBackoff(request.table, async () => {
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
