import * as z from "zod/mini";
import { TributaryError } from "../../lib/domain/errors.ts";
import { GROUP_ID } from "../../lib/domain/notifications/group-id.ts";
import { isPublic } from "../../lib/domain/visibility.ts";
import { answerList, expand, listParameters } from "../../lib/http/list.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { presentActions } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { getActions } from "../../lib/store/actions/actions.ts";
import { getGroup, members } from "../../lib/store/notifications/members.ts";

export const handler = route(
  "get-notification-actions",
  { query: z.strictObject({ ...listParameters, expand, ...userParameter }) },
  async (request) => {
    const { table, params } = request;
    const { id = "" } = params;
    const owner = ownerOf(request);
    const group = GROUP_ID.test(id) ? await getGroup(table, owner, id) : undefined;
    if (group === undefined)
      throw new TributaryError("not_found", "There is no such group of notifications.");
    return answerList(request, {
      walk: (walk) => ({ items: members(table, owner, group, walk) }),
      show: async (found) => {
        const ids = found.map((member) => member.id);
        const actions = await getActions(table, ids, false);
        // An action may have been deleted just now.
        const shown = ids.flatMap((one) => actions.get(one) ?? []).filter(isPublic);
        return presentActions(request, shown, request.query.expand);
      },
    });
  },
);
