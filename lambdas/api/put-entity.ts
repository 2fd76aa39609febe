import { attributesOf } from "../../lib/domain/entity.ts";
import { isConditional } from "../../lib/domain/preconditions.ts";
import { jsonObject } from "../../lib/domain/text.ts";
import { parsed } from "../../lib/http/parse.ts";
import { presentCounted } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { entityVersion, preconditionsOf, requireHolds, versionThere } from "../../lib/http/version.ts";
import { type StoredEntity, getEntity } from "../../lib/store/entities/entities.ts";
import { putEntity, putEntityIf } from "../../lib/store/entities/put-entity.ts";

export const handler = route("put-entity", { body: jsonObject, needsBody: true }, async (request) => {
  const { table, entity, links, body } = request;
  const attributes = parsed(attributesOf(entity.model_type), body);
  const preconditions = preconditionsOf(request);
  const check = (stored: StoredEntity) => requireHolds(preconditions, versionThere(entity, stored));
  const { revision, isNew } = isConditional(preconditions)
    ? await putEntityIf(table, entity, attributes, check)
    : await putEntity(table, entity, attributes);
  // Somebody may have changed or deleted it in this very moment.
  const stored = await getEntity(table, entity);
  const { followers = 0, following = 0 } = stored ?? {};
  return {
    status: isNew ? 201 : 200,
    body: presentCounted(links, entity, { attributes, followers, following }),
    headers: { location: links.entity(entity) },
    ...(stored?.revision === revision && { version: entityVersion(entity, stored) }),
  };
});
