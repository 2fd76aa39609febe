import { route } from "../../lib/runtime/route.ts";
import { answerStream, streamQuery } from "../../lib/runtime/stream-list.ts";
import { publicStream } from "../../lib/store/streams.ts";

export const handler = route("get-actions", { query: streamQuery({}) }, (request) =>
  answerStream(request, (walk) => publicStream(request.table, walk)),
);
