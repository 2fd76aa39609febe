import * as z from "zod/mini";
import { ok } from "../../lib/http/answer.ts";
import { ALL, feedAsked, feedOfUser, newFeedMark, openMark } from "../../lib/http/feed-mark.ts";
import { route } from "../../lib/http/route.ts";
import { countNew, newestMark, raiseMark } from "../../lib/store/feeds/feed-marks.ts";

const takes = { query: z.strictObject(feedOfUser), body: newFeedMark, needsBody: true };

export const handler = route(
  "post-feed-mark",
  takes,
  async ({ caller, table, now, query, body: { seen } }) => {
    const feed = feedAsked(caller, query);
    const mark = seen === ALL ? await newestMark(table, feed, now) : await openMark(table, feed, seen);
    await raiseMark(table, feed, mark);
    return ok(await countNew(table, { feed, known: mark }, now));
  },
);
