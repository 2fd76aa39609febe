import * as z from "zod";
import type { EntityRef } from "../domain/entity.ts";
import { DEFAULT_FLAG, flagOrAny } from "../domain/follow.ts";
import { openFeed } from "../store/feeds.ts";
import type { Answer } from "./answer.ts";
import type { Request } from "./route.ts";
import { answerStream, streamQuery } from "./stream-list.ts";

/** The parameters of both feed routes. */
export const feedQuery = streamQuery({
  flag: flagOrAny.optional(),
  own: z.enum(["true", "false"], { error: "must be true or false" }).optional(),
});

/** Answers one page of an entity's feed. */
export function answerFeed(request: Request<z.output<typeof feedQuery>>, owner: EntityRef): Promise<Answer> {
  const { flag = DEFAULT_FLAG, own } = request.query;
  return answerStream(request, (walk, generation) =>
    openFeed(request.table, { owner, flag, own: own === "true", walk, generation }, request.now),
  );
}
