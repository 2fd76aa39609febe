import type * as z from "zod/mini";
import type { EntityRef } from "../domain/entity.ts";
import { notBy } from "../domain/filters.ts";
import { ANY_FLAG, DEFAULT_FLAG } from "../domain/follow.ts";
import type { Walk } from "../domain/position.ts";
import type { Carried } from "../store/access/cursor.ts";
import { type FeedWork, openFeed } from "../store/feeds/feeds.ts";
import type { Answer } from "./answer.ts";
import { count, publishMetrics } from "../runtime/metrics.ts";
import { suppressUnhandled } from "../domain/merge.ts";
import { sealMark } from "./feed-mark.ts";
import { countsFor } from "./notification-marks.ts";
import type { Request } from "./route.ts";
import { answerStream } from "./stream-list.ts";
import type { feedQuery } from "./stream-queries.ts";

const METRIC_OF = { build: "feedBuilds", settle: "feedSettles", pull: "feedPulls" } as const;
const onWork = (work: FeedWork): void => count(METRIC_OF[work]);

/** With these parameters a page shows only a part of the feed, so it has no mark. */
const PARTIAL = ["verb", "actor", "target", "action_object", "since", "until"] as const;

export async function answerFeed(
  request: Request<z.output<typeof feedQuery>>,
  owner: EntityRef,
): Promise<Answer> {
  const { table, now, query } = request;
  const { flag = DEFAULT_FLAG, own } = query;
  const isPartial = flag === ANY_FLAG || PARTIAL.some((name) => query[name] !== undefined);
  const open = async (walk: Walk, from: Carried | undefined) => {
    const newest = from === undefined && !isPartial;
    const { generation: held, mutes } = from ?? {};
    const asked = { owner, flag, own: own === "true", walk, generation: held, mutes, newest, onWork };
    const { entries, rule, generation, incarnation, ...found } = await openFeed(table, asked, now);
    const mark = newest ? { position: found.newest, incarnation } : from?.mark;
    return { entries, rule, carried: { generation, mutes: rule !== undefined, mark } };
  };
  const counts = query.notifications && suppressUnhandled(countsFor(request, owner));
  const more = async ({ mark }: Carried) => ({
    mark: mark === undefined ? null : await sealMark(table, { owner, flag }, mark),
    ...(counts && { notifications: await counts }),
  });
  try {
    return await answerStream(request, { open, more, rule: own === "hide" ? notBy(owner) : undefined });
  } finally {
    publishMetrics();
  }
}
