import * as z from "zod/mini";
import { entityKey } from "../../lib/domain/entity.ts";
import { positionOf } from "../../lib/domain/position.ts";
import { walkOf } from "../../lib/domain/walk-of.ts";
import { answerList, listParameters } from "../../lib/http/list.ts";
import { presentMutes } from "../../lib/http/present.ts";
import { route } from "../../lib/http/route.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { mutesOf } from "../../lib/store/mutes/mutes.ts";

const query = z.strictObject({ ...listParameters, ...userParameter });

export const handler = route("get-mutes", { query }, (request) => {
  const muter = ownerOf(request);
  return answerList(request, {
    walk: async (walk) => {
      const mutes = await mutesOf(request.table, muter, request.now);
      const placed = mutes.map((mute) => ({ mute, position: positionOf(mute.since, entityKey(mute.muted)) }));
      return { items: walkOf(placed, walk) };
    },
    show: (items) =>
      presentMutes(
        request,
        items.map(({ mute }) => mute),
      ),
  });
});
