import * as z from "zod/mini";
import { ok } from "../../lib/http/answer.ts";
import { findAction } from "../../lib/http/find-action.ts";
import { expand } from "../../lib/http/list.ts";
import { presentActions } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { actionVersion } from "../../lib/http/version.ts";

export const handler = route("get-action", { query: z.strictObject({ expand }) }, async (request) => {
  const found = await findAction(request);
  const [action] = await presentActions(request, [found], request.query.expand, true);
  return { ...ok(action), version: actionVersion(found) };
});
