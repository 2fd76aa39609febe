import * as z from "zod/mini";
import { ok } from "../../lib/http/answer.ts";
import { countsFor } from "../../lib/http/notification-marks.ts";
import { ownerOf, userParameter } from "../../lib/http/user-parameter.ts";
import { route } from "../../lib/http/route.ts";

export const handler = route(
  "get-notification-counts",
  { query: z.strictObject(userParameter) },
  async (request) => ok(await countsFor(request, ownerOf(request))),
);
