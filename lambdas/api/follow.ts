import { followBody } from "../../lib/domain/follow.ts";
import { noContent } from "../../lib/runtime/answer.ts";
import { makeFollow } from "../../lib/runtime/post.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("follow", { body: followBody }, async (request) => {
  await makeFollow(request, request.entity, request.body);
  return noContent;
});
