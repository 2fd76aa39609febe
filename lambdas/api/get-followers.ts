import * as z from "zod/mini";
import { modelType } from "../../lib/domain/entity.ts";
import { answerFollows, followListParameters } from "../../lib/runtime/follow-list.ts";
import { route } from "../../lib/runtime/route.ts";

const query = z.strictObject({ ...followListParameters, type: z.optional(modelType) });

export const handler = route("get-followers", { query }, (request) =>
  answerFollows(request, "followers", request.query.type === undefined ? undefined : [request.query.type]),
);
