import * as z from "zod/mini";
import { fold } from "../../lib/domain/find.ts";
import { typeNamed } from "../../lib/domain/types/registry.ts";
import { ok } from "../../lib/http/answer.ts";
import { findParameters } from "../../lib/http/find-query.ts";
import { presentEntity } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { findEntities } from "../../lib/store/find/find-entities.ts";

const DEFAULT_LIMIT = 10;

export const handler = route("find-entities", { query: z.strictObject(findParameters) }, async (request) => {
  const { table, links, type } = request;
  const { prefix, limit = DEFAULT_LIMIT } = request.query;
  const found = typeNamed(type).findable ? await findEntities(table, type, fold(prefix), limit) : [];
  return ok({ results: found.map(({ entity, attributes }) => presentEntity(links, entity, attributes)) });
});
