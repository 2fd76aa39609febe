import { followBody } from "../../lib/domain/follow.ts";
import { noContent } from "../../lib/http/answer.ts";
import { follow } from "../../lib/http/follow.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("follow", { body: followBody }, async (request) => {
  await follow(request, request.entity, request.body);
  return noContent;
});
