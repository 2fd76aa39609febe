import * as z from "zod/mini";
import { ok } from "../../lib/http/answer.ts";
import { feedAsked, feedOfUser } from "../../lib/http/feed-mark.ts";
import { route } from "../../lib/http/route.ts";
import { countNew } from "../../lib/store/feeds/feed-marks.ts";

const query = z.strictObject(feedOfUser);

export const handler = route("get-feed-counts", { query }, async ({ caller, table, now, query }) =>
  ok(await countNew(table, { feed: feedAsked(caller, query) }, now)),
);
