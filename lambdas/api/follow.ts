import { followBody } from "../../lib/domain/follow.ts";
import { noContent } from "../../lib/http/answer.ts";
import { makeFollow } from "../../lib/http/post.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("follow", { body: followBody }, async (request) => {
  await makeFollow(request, request.entity, request.body);
  return noContent;
});
