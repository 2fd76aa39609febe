import { attributesOf } from "../../lib/domain/entity.ts";
import { invalidField } from "../../lib/domain/errors.ts";
import { jsonObject } from "../../lib/domain/text.ts";
import { registeredType } from "../../lib/domain/types/registry.ts";
import { parsed } from "../../lib/runtime/parse.ts";
import { presentCounted } from "../../lib/runtime/present.ts";
import { route } from "../../lib/runtime/route.ts";
import { getEntity, putEntity } from "../../lib/store/entities.ts";

export const handler = route("put-entity", { body: jsonObject, needsBody: true }, async ({ table, entity, links, body }) => {
  const { model_type } = entity;
  if (registeredType(model_type) === undefined) throw invalidField("collection", `the type '${model_type}' has no attributes`);
  const attributes = parsed(attributesOf(model_type), body);
  const isNew = await putEntity(table, entity, attributes);
  // Somebody may have deleted it in this very moment.
  const stored = (await getEntity(table, entity)) ?? { attributes, followers: 0, following: 0 };
  const headers = { location: links.entity(entity) };
  return { status: isNew ? 201 : 200, body: presentCounted(links, entity, { ...stored, attributes }), headers };
});
