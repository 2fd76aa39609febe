import { answerFollows, followListQuery } from "../../lib/http/follow-list.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("get-followers", { query: followListQuery }, (request) => answerFollows(request, "followers"));
