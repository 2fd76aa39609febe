import * as z from "zod/mini";
import { ok } from "../../lib/runtime/answer.ts";
import { findAction } from "../../lib/runtime/find-action.ts";
import { expand } from "../../lib/runtime/list.ts";
import { presentActions } from "../../lib/runtime/present.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("get-action", { query: z.strictObject({ expand }) }, async (request) => {
  const [action] = await presentActions(request, [await findAction(request)], request.query.expand);
  return ok(action);
});
