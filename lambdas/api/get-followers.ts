import * as z from "zod";
import { modelType } from "../../lib/domain/entity.ts";
import { answerFollows, followListParameters } from "../../lib/runtime/follow-list.ts";
import { route } from "../../lib/runtime/route.ts";

const query = z.strictObject({ ...followListParameters, type: modelType.optional() });

export const handler = route("get-followers", { query }, (request) =>
  answerFollows(request, "followers", request.query.type === undefined ? undefined : [request.query.type]),
);
