import document from "../../lib/openapi/openapi.json" with { type: "json" };
import { ok } from "../../lib/runtime/answer.ts";
import { openRoute } from "../../lib/runtime/open-route.ts";

export const handler = openRoute("get-openapi", () => ok(document));
