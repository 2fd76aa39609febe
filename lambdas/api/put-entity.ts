import { attributesOf } from "../../lib/domain/entity.ts";
import { jsonObject } from "../../lib/domain/text.ts";
import { parsed } from "../../lib/http/parse.ts";
import { put } from "../../lib/http/put.ts";
import { route } from "../../lib/http/route.ts";
import { preconditionsOf } from "../../lib/http/version.ts";

export const handler = route("put-entity", { body: jsonObject, needsBody: true }, async (request) => {
  const { entity: ref, links, body } = request;
  const attributes = parsed(attributesOf(ref.model_type), body);
  const { status, entity, version } = await put(request, { ref, attributes }, preconditionsOf(request));
  return {
    status,
    body: entity,
    headers: { location: links.entity(ref) },
    ...(version !== undefined && { version }),
  };
});
