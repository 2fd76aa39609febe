import * as z from "zod";
import { modelType } from "../../lib/domain/entity.ts";
import { answerFollows, followListParameters } from "../../lib/runtime/follow-list.ts";
import { route } from "../../lib/runtime/route.ts";

const query = z.strictObject({ ...followListParameters, type: z.array(modelType).optional() });

export const handler = route("get-following", { query }, (request) => answerFollows(request, "following", request.query.type));
