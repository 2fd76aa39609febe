import { answerFeed, feedQuery } from "../../lib/http/feed-list.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("get-entity-feed", { query: feedQuery }, (request) => answerFeed(request, request.entity));
