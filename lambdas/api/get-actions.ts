import { route } from "../../lib/http/route.ts";
import { answerStream, streamQuery } from "../../lib/http/stream-list.ts";
import { filteredStream } from "../../lib/store/streams/streams.ts";

export const handler = route("get-actions", { query: streamQuery({}) }, (request) =>
  answerStream(request, { open: (walk) => filteredStream(request.table, undefined, request.query, walk) }),
);
