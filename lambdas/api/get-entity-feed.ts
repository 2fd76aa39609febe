import { answerFeed, feedQuery } from "../../lib/runtime/feed-list.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("get-entity-feed", { query: feedQuery }, (request) => answerFeed(request, request.entity));
