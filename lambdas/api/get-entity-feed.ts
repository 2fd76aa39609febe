import { answerFeed } from "../../lib/http/feed-list.ts";
import { feedQuery } from "../../lib/http/stream-queries.ts";
import { streamRoute } from "../../lib/http/stream-route.ts";

export const handler = streamRoute("get-entity-feed", { query: feedQuery }, (request) =>
  answerFeed(request, request.entity),
);
