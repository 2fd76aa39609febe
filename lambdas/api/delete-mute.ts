import * as z from "zod/mini";
import { noContent } from "../../lib/http/answer.ts";
import { route } from "../../lib/http/route.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { deleteMute } from "../../lib/store/mutes/mutes.ts";

const query = z.strictObject(userParameter);

export const handler = route("delete-mute", { query }, async (request) => {
  await deleteMute(request.table, { muter: ownerOf(request), muted: request.entity });
  return noContent;
});
