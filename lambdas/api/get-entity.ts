import * as z from "zod/mini";
import { TributaryError } from "../../lib/domain/errors.ts";
import { ok } from "../../lib/http/answer.ts";
import { expand } from "../../lib/http/list.ts";
import { presentCounted } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { entityVersion } from "../../lib/http/version.ts";
import { getEntity } from "../../lib/store/entities/counted-entities.ts";

export const handler = route(
  "get-entity",
  { query: z.strictObject({ expand }) },
  async ({ table, entity, links }) => {
    const found = await getEntity(table, entity);
    if (found === undefined) throw new TributaryError("not_found", "Nothing is known of this entity.");
    return { ...ok(presentCounted(links, entity, found)), version: entityVersion(entity, found) };
  },
);
