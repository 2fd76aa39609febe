import * as z from "zod/mini";
import { modelType } from "../../lib/domain/entity.ts";
import { answerFollows, followListParameters } from "../../lib/runtime/follow-list.ts";
import { route } from "../../lib/runtime/route.ts";

const query = z.strictObject({ ...followListParameters, type: z.optional(z.array(modelType)) });

export const handler = route("get-following", { query }, (request) => answerFollows(request, "following", request.query.type));
