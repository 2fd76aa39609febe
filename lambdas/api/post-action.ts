import { newAction } from "../../lib/domain/action.ts";
import { idempotencyKey, post } from "../../lib/http/post.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route("post-action", { body: newAction }, async (request) => {
  const { status, action } = await post(request, request.body, idempotencyKey(request));
  return { status, body: action, headers: { location: request.links.action(action.id) } };
});
