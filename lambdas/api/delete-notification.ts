import * as z from "zod/mini";
import { GROUP_ID } from "../../lib/domain/notifications/group-id.ts";
import { noContent } from "../../lib/http/answer.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { route } from "../../lib/http/route.ts";
import { dismiss } from "../../lib/store/notifications/members.ts";

/** 204 also for what is not there. */
export const handler = route(
  "delete-notification",
  { query: z.strictObject(userParameter) },
  async (request) => {
    const { id = "" } = request.params;
    const owner = ownerOf(request);
    if (GROUP_ID.test(id)) await dismiss(request.table, owner, id, request.now);
    return noContent;
  },
);
