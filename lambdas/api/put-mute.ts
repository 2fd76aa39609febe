import * as z from "zod/mini";
import { sameEntity } from "../../lib/domain/entity.ts";
import { TributaryError, invalidField } from "../../lib/domain/errors.ts";
import { newMute } from "../../lib/domain/mute.ts";
import { noContent } from "../../lib/http/answer.ts";
import { route } from "../../lib/http/route.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { putMute } from "../../lib/store/mutes/mutes.ts";

const takes = { query: z.strictObject(userParameter), body: newMute };

export const handler = route("put-mute", takes, async (request) => {
  const { table, now, entity: muted, body } = request;
  const muter = ownerOf(request);
  if (sameEntity(muter, muted)) throw invalidField("id", "must not be the muter: nobody mutes themselves");
  if (!(await putMute(table, { muter, muted, until: body.until }, now))) {
    throw new TributaryError(
      "conflict",
      `An entity may mute ${table.limits.mutes} at most; unmute something first.`,
    );
  }
  return noContent;
});
