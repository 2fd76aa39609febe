import * as z from "zod/mini";
import { actsAs } from "../../lib/domain/caller.ts";
import { entityKey, entityText } from "../../lib/domain/entity.ts";
import { positionOf } from "../../lib/domain/position.ts";
import { walked } from "../../lib/domain/walked.ts";
import { answerList, listParameters } from "../../lib/http/list.ts";
import { presentMutes } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { mutesOf } from "../../lib/store/mutes/mutes.ts";

const query = z.strictObject({ ...listParameters, user: z.optional(entityText) });

export const handler = route("get-mutes", { query }, (request) => {
  const muter = actsAs(request.caller, request.query.user, "user");
  return answerList(request, {
    walk: async (walk) => {
      const mutes = await mutesOf(request.table, muter, request.now);
      const placed = mutes.map((mute) => ({ mute, position: positionOf(mute.since, entityKey(mute.muted)) }));
      return { items: walked(placed, walk) };
    },
    show: (items) =>
      presentMutes(
        request,
        items.map(({ mute }) => mute),
      ),
  });
});
