import { ok } from "../../lib/runtime/answer.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("get-health", {}, () => ok({ status: "ok" }));
