import * as z from "zod/mini";
import { ok } from "../../lib/runtime/answer.ts";
import { findAction } from "../../lib/runtime/find-action.ts";
import { expand } from "../../lib/runtime/list.ts";
import { presentActions } from "../../lib/runtime/present.ts";
import { route } from "../../lib/runtime/route.ts";
import { actionVersion } from "../../lib/runtime/version.ts";

export const handler = route("get-action", { query: z.strictObject({ expand }) }, async (request) => {
  const found = await findAction(request);
  const [action] = await presentActions(request, [found], request.query.expand, true);
  return { ...ok(action), version: actionVersion(found) };
});
