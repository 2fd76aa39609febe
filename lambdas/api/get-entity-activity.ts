import * as z from "zod/mini";
import { ROLES } from "../../lib/domain/epoch.ts";
import { rolesLeft } from "../../lib/domain/filters.ts";
import { ASKED, audienceOf } from "../../lib/domain/visibility.ts";
import { route } from "../../lib/http/route.ts";
import { answerStream, streamQuery } from "../../lib/http/stream-list.ts";
import { activityFor } from "../../lib/store/streams/streams.ts";

const query = streamQuery({
  role: z.optional(z.enum(ROLES, { error: `must be one of ${ROLES.join(", ")}` })),
  public: z.optional(z.enum(ASKED, { error: `must be one of ${ASKED.join(", ")}` })),
});

export const handler = route("get-entity-activity", { query }, (request) => {
  const { table, entity, caller } = request;
  const { role, public: asked } = request.query;
  const visibilities = audienceOf({ caller, entity, role, asked });
  const roles = rolesLeft(entity, role === undefined ? ROLES : [role], request.query);
  return answerStream(request, { open: (walk) => activityFor(table, entity, { roles, visibilities }, walk) });
});
