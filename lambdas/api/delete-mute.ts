import * as z from "zod/mini";
import { actsAs } from "../../lib/domain/caller.ts";
import { entityText } from "../../lib/domain/entity.ts";
import { noContent } from "../../lib/http/answer.ts";
import { route } from "../../lib/http/route.ts";
import { deleteMute } from "../../lib/store/mutes/mutes.ts";

const query = z.strictObject({ user: z.optional(entityText) });

export const handler = route("delete-mute", { query }, async ({ caller, table, entity: muted, query }) => {
  await deleteMute(table, { muter: actsAs(caller, query.user, "user"), muted });
  return noContent;
});
