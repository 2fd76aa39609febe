import { answerFollows, followingQuery } from "../../lib/http/follow-list.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("get-following", { query: followingQuery }, (request) =>
  answerFollows(request, "following", request.query.follow_object),
);
