import { ok } from "../../lib/runtime/answer.ts";
import { openRoute } from "../../lib/runtime/open-route.ts";

export const handler = openRoute("get-health", () => ok({ status: "ok" }));
