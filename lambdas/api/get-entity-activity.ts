import * as z from "zod/mini";
import { isCaller } from "../../lib/domain/caller.ts";
import { ROLES } from "../../lib/domain/epoch.ts";
import { route } from "../../lib/http/route.ts";
import { answerStream, streamQuery } from "../../lib/http/stream-list.ts";
import { activity, ownActions } from "../../lib/store/streams/streams.ts";

const role = z.optional(z.enum(ROLES, { error: `must be one of ${ROLES.join(", ")}` }));

export const handler = route("get-entity-activity", { query: streamQuery({ role }) }, (request) => {
  const { table, entity, caller, query } = request;
  const own = query.role === "actor" && isCaller(caller, entity);
  return answerStream(request, (walk) =>
    own ? ownActions(table, entity, walk) : activity(table, entity, query.role ? [query.role] : ROLES, walk),
  );
});
