import type * as z from "zod/mini";
import type { STREAMS } from "../contract/routes/streams.ts";
import type { Answer } from "./answer.ts";
import { readWithKey } from "./feed-key.ts";
import type { Takes } from "./open-request.ts";
import { type Request, route } from "./route.ts";

export const streamRoute = <Q extends z.ZodMiniObject>(
  name: keyof typeof STREAMS,
  takes: Takes<Q>,
  handle: (request: Request<z.output<Q>>) => Promise<Answer> | Answer,
) => route(name, takes, handle, readWithKey);
