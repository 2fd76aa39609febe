import { answerFollows, followListQuery } from "../../lib/runtime/follow-list.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("get-following", { query: followListQuery }, (request) => answerFollows(request, "following"));
