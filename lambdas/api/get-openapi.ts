import document from "../../lib/openapi/openapi.json" with { type: "json" };
import { ok } from "../../lib/runtime/answer.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("get-openapi", {}, () => ok(document));
