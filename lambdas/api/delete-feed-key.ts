import * as z from "zod/mini";
import { TributaryError } from "../../lib/domain/errors.ts";
import { noContent } from "../../lib/http/answer.ts";
import { keyOwner, ownerParameter } from "../../lib/http/feed-keys.ts";
import { route } from "../../lib/http/route.ts";
import { revokeFeedKey } from "../../lib/store/access/feed-keys.ts";

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const query = z.strictObject(ownerParameter);

export const handler = route("delete-feed-key", { query }, async ({ caller, table, now, params, query }) => {
  const owner = keyOwner(caller, query.user);
  const { id = "" } = params;
  if (!ID.test(id) || !(await revokeFeedKey(table, id, owner, now))) {
    throw new TributaryError("not_found", "There is no such feed key.");
  }
  return noContent;
});
