import * as z from "zod/mini";
import { actsAs } from "../../lib/domain/caller.ts";
import { entityText, sameEntity } from "../../lib/domain/entity.ts";
import { TributaryError, invalidField } from "../../lib/domain/errors.ts";
import { newMute } from "../../lib/domain/mute.ts";
import { noContent } from "../../lib/http/answer.ts";
import { route } from "../../lib/http/route.ts";
import { putMute } from "../../lib/store/mutes/mutes.ts";

const takes = { query: z.strictObject({ user: z.optional(entityText) }), body: newMute };

export const handler = route(
  "put-mute",
  takes,
  async ({ caller, table, now, entity: muted, query, body }) => {
    const muter = actsAs(caller, query.user, "user");
    if (sameEntity(muter, muted)) throw invalidField("id", "must not be the muter: nobody mutes themselves");
    if (!(await putMute(table, { muter, muted, until: body.until }, now))) {
      throw new TributaryError(
        "conflict",
        `An entity may mute ${table.limits.mutes} at most; unmute something first.`,
      );
    }
    return noContent;
  },
);
