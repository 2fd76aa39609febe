import { newAction } from "../../lib/domain/action.ts";
import { ok } from "../../lib/runtime/answer.ts";
import { BATCH_BYTES, batchBody, doBatch } from "../../lib/runtime/batch.ts";
import { idempotencyKey, post } from "../../lib/runtime/post.ts";
import { route } from "../../lib/runtime/route.ts";

export const handler = route("post-actions-batch", { body: batchBody("actions"), bodyBytes: BATCH_BYTES }, async (request) => {
  const key = idempotencyKey(request);
  const results = await doBatch(request.body.actions, newAction, {
    group: ({ id }) => id,
    item: (action, index) => post(request, action, key && `${key} ${index}`),
    deadline: Date.now() + request.remaining(),
  });
  return ok({ results });
});
