import { newAction } from "../../lib/domain/action.ts";
import { ok } from "../../lib/http/answer.ts";
import { BATCH_BYTES, batchBody, doBatch } from "../../lib/http/batch.ts";
import { idempotencyKey, post } from "../../lib/http/post.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route(
  "post-actions-batch",
  { body: batchBody("actions"), bodyBytes: BATCH_BYTES },
  async (request) => {
    const key = idempotencyKey(request);
    const results = await doBatch(request.body.actions, newAction, {
      group: ({ id }) => id,
      item: (action, index) => post(request, action, key && `${key} ${index}`),
      deadline: Date.now() + request.remaining(),
    });
    return ok({ results });
  },
);
