import { mayChange } from "../../lib/domain/caller.ts";
import { noContent } from "../../lib/runtime/answer.ts";
import { findAction } from "../../lib/runtime/find-action.ts";
import { route } from "../../lib/runtime/route.ts";
import { deleteAction } from "../../lib/store/actions.ts";
import { AGAIN, withBackoff } from "../../lib/store/retry.ts";

export const handler = route("delete-action", {}, (request) =>
  withBackoff(async () => {
    const action = await findAction(request);
    mayChange(request.caller, action);
    return (await deleteAction(request.table, action, request.now)) ? noContent : AGAIN;
  }),
);
