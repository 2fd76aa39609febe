import { route } from "../../lib/http/route.ts";
import { answerStream, streamQuery } from "../../lib/http/stream-list.ts";
import { filteredStream } from "../../lib/store/streams/streams.ts";

export const handler = route("get-type-activity", { query: streamQuery({}) }, (request) =>
  answerStream(request, { open: (walk) => filteredStream(request.table, request.type, request.query, walk) }),
);
