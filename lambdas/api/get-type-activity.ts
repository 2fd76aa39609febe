import { streamRoute } from "../../lib/http/stream-route.ts";
import { answerStream } from "../../lib/http/stream-list.ts";
import { listedStreamQuery } from "../../lib/http/stream-queries.ts";
import { filteredStream } from "../../lib/store/streams/streams.ts";

export const handler = streamRoute("get-type-activity", { query: listedStreamQuery }, (request) =>
  answerStream(request, { open: (walk) => filteredStream(request.table, request.type, request.query, walk) }),
);
