import { answerFollows, followersQuery } from "../../lib/http/follow-list.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("get-followers", { query: followersQuery }, (request) =>
  answerFollows(request, "followers", request.query.user),
);
