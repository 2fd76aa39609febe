import { ok } from "../../lib/runtime/answer.ts";
import { findAction } from "../../lib/runtime/find-action.ts";
import { presentAction } from "../../lib/runtime/present.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("get-action", {}, async (request) => ok(presentAction(request.links, await findAction(request))));
