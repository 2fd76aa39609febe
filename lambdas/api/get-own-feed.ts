import { TributaryError } from "../../lib/domain/errors.ts";
import { answerFeed, feedQuery } from "../../lib/http/feed-list.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("get-own-feed", { query: feedQuery }, (request) => {
  const { caller } = request;
  if (caller.kind !== "user") {
    throw new TributaryError("forbidden", "A service has no feed of its own; read /{collection}/{id}/feed.");
  }
  return answerFeed(request, caller.entity);
});
