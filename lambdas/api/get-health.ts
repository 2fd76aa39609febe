import { ok } from "../../lib/http/answer.ts";
import { openRoute } from "../../lib/http/open-route.ts";

export const handler = openRoute("get-health", () => ok({ status: "ok" }));
