import type * as z from "zod/mini";
import type { EntityRef } from "../domain/entity.ts";
import { notBy } from "../domain/filters.ts";
import { DEFAULT_FLAG } from "../domain/follow.ts";
import { type FeedWork, openFeed } from "../store/feeds/feeds.ts";
import type { Answer } from "./answer.ts";
import { count, publishMetrics } from "../runtime/metrics.ts";
import type { Request } from "./route.ts";
import { answerStream } from "./stream-list.ts";
import type { feedQuery } from "./stream-queries.ts";

const METRIC_OF = { build: "feedBuilds", settle: "feedSettles", pull: "feedPulls" } as const;
const tell = (work: FeedWork): void => count(METRIC_OF[work]);

/** Answers one page of an entity's feed. */
export async function answerFeed(
  request: Request<z.output<typeof feedQuery>>,
  owner: EntityRef,
): Promise<Answer> {
  const { flag = DEFAULT_FLAG, own } = request.query;
  try {
    return await answerStream(request, {
      open: (walk, generation) =>
        openFeed(request.table, { owner, flag, own: own === "true", walk, generation, tell }, request.now),
      rule: own === "hide" ? notBy(owner) : undefined,
    });
  } finally {
    publishMetrics();
  }
}
