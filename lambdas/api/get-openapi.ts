import document from "../../lib/openapi/openapi.json" with { type: "json" };
import { ok } from "../../lib/http/answer.ts";
import { openRoute } from "../../lib/http/open-route.ts";

export const handler = openRoute("get-openapi", () => ok(document));
