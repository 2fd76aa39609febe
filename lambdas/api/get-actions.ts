import { streamRoute } from "../../lib/http/stream-route.ts";
import { answerStream } from "../../lib/http/stream-list.ts";
import { listedStreamQuery } from "../../lib/http/stream-queries.ts";
import { filteredStream } from "../../lib/store/streams/streams.ts";

export const handler = streamRoute("get-actions", { query: listedStreamQuery }, (request) =>
  answerStream(request, { open: (walk) => filteredStream(request.table, undefined, request.query, walk) }),
);
