import { describedEntity, entityKey } from "../../lib/domain/entity.ts";
import { ok } from "../../lib/http/answer.ts";
import { BATCH_BYTES, batchBody, doBatch } from "../../lib/http/batch.ts";
import { put } from "../../lib/http/put.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route(
  "post-entities-batch",
  { body: batchBody("entities"), bodyBytes: BATCH_BYTES },
  async (request) => {
    const results = await doBatch(request.body.entities, describedEntity, {
      // Of several items for one entity the last one wins.
      group: ({ ref }) => entityKey(ref),
      item: async (described) => {
        const { status, entity } = await put(request, described);
        return { status, entity };
      },
      deadline: Date.now() + request.remaining(),
    });
    return ok({ results });
  },
);
