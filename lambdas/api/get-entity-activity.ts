import { ROLES } from "../../lib/domain/incarnation.ts";
import { rolesLeft } from "../../lib/domain/filters.ts";
import { visibilitiesFor } from "../../lib/domain/visibility.ts";
import { streamRoute } from "../../lib/http/stream-route.ts";
import { answerStream } from "../../lib/http/stream-list.ts";
import { entityActivityQuery } from "../../lib/http/stream-queries.ts";
import { activityFor } from "../../lib/store/streams/streams.ts";

export const handler = streamRoute("get-entity-activity", { query: entityActivityQuery }, (request) => {
  const { table, entity, caller } = request;
  const { role, public: asked } = request.query;
  const visibilities = visibilitiesFor({ caller, entity, role, asked });
  const roles = rolesLeft(entity, role === undefined ? ROLES : [role], request.query);
  return answerStream(request, { open: (walk) => activityFor(table, entity, { roles, visibilities }, walk) });
});
