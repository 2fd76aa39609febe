import { callerKey } from "../../lib/domain/caller.ts";
import { entityKey } from "../../lib/domain/entity.ts";
import { batchFollow } from "../../lib/domain/follow.ts";
import { ok } from "../../lib/http/answer.ts";
import { BATCH_BYTES, batchBody, doBatch } from "../../lib/http/batch.ts";
import { follow } from "../../lib/http/follow.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route(
  "post-follows-batch",
  { body: batchBody("follows"), bodyBytes: BATCH_BYTES },
  async (request) => {
    const results = await doBatch(request.body.follows, batchFollow, {
      // All follows of one follower change the same feed state.
      group: ({ user }) =>
        request.caller.kind === "user" ? callerKey(request.caller) : user && entityKey(user),
      item: async ({ follow_object, ...body }) => {
        await follow(request, follow_object, body);
        return { status: 204 };
      },
      deadline: Date.now() + request.remaining(),
    });
    return ok({ results });
  },
);
