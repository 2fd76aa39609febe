import * as z from "zod/mini";
import { positionOf } from "../../lib/domain/position.ts";
import { keyOwner, presentFeedKey } from "../../lib/http/feed-keys.ts";
import { userParameter } from "../../lib/http/user-parameter.ts";
import { answerList, listParameters } from "../../lib/http/list.ts";
import { route } from "../../lib/http/route.ts";
import { listFeedKeys } from "../../lib/store/access/feed-keys.ts";
import { walkOf } from "../../lib/domain/walk-of.ts";

const query = z.strictObject({ ...listParameters, ...userParameter });

export const handler = route("get-feed-keys", { query }, (request) => {
  const { caller, table, now } = request;
  const owner = keyOwner(caller, request.query.user);
  return answerList(request, {
    walk: async (walk) => {
      const keys = await listFeedKeys(table, owner, now);
      return {
        items: walkOf(
          keys.map((key) => ({ key, position: positionOf(key.created, key.id) })),
          walk,
        ),
      };
    },
    show: (items) => items.map(({ key }) => presentFeedKey(key)),
  });
});
