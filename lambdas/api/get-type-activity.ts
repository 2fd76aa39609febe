import { route } from "../../lib/runtime/route.ts";
import { answerStream, streamQuery } from "../../lib/runtime/stream-list.ts";
import { typeStream } from "../../lib/store/streams.ts";

export const handler = route("get-type-activity", { query: streamQuery({}) }, (request) =>
  answerStream(request, (walk) => typeStream(request.table, request.type, walk)),
);
