import * as z from "zod/mini";
import { TributaryError } from "../../lib/domain/errors.ts";
import { ownId } from "../../lib/domain/path-id.ts";
import { noContent } from "../../lib/http/answer.ts";
import { keyOwner } from "../../lib/http/feed-keys.ts";
import { userParameter } from "../../lib/http/user-parameter.ts";
import { route } from "../../lib/http/route.ts";
import { revokeFeedKey } from "../../lib/store/access/feed-keys.ts";

const query = z.strictObject(userParameter);

export const handler = route("delete-feed-key", { query }, async ({ caller, table, now, params, query }) => {
  const owner = keyOwner(caller, query.user);
  const id = ownId(params);
  if (id === undefined || !(await revokeFeedKey(table, id, owner, now))) {
    throw new TributaryError("not_found", "There is no such feed key.");
  }
  return noContent;
});
