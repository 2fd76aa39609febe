import * as z from "zod/mini";
import { ok } from "../../lib/http/answer.ts";
import { mark, markingBody } from "../../lib/http/notification-marks.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route(
  "mark-notifications",
  { query: z.strictObject(userParameter), body: markingBody },
  async (request) => ok(await mark(request, ownerOf(request))),
);
