import { route } from "../../lib/http/route.ts";
import { answerStream, streamQuery } from "../../lib/http/stream-list.ts";
import { typeStream } from "../../lib/store/streams/streams.ts";

export const handler = route("get-type-activity", { query: streamQuery({}) }, (request) =>
  answerStream(request, (walk) => typeStream(request.table, request.type, walk)),
);
