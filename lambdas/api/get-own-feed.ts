import { ownFeedOf } from "../../lib/domain/caller.ts";
import { TributaryError } from "../../lib/domain/errors.ts";
import { answerFeed } from "../../lib/http/feed-list.ts";
import { feedQuery } from "../../lib/http/stream-queries.ts";
import { streamRoute } from "../../lib/http/stream-route.ts";

export const handler = streamRoute("get-own-feed", { query: feedQuery }, (request) => {
  const owner = ownFeedOf(request.caller);
  if (owner === undefined) {
    throw new TributaryError("forbidden", "A service has no feed of its own; read /{collection}/{id}/feed.");
  }
  return answerFeed(request, owner);
});
