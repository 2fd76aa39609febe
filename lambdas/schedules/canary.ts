import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { CANARY } from "../../lib/contract/functions.ts";
import { SECOND } from "../../lib/domain/time.ts";
import { runCanary } from "../../lib/worker/canary.ts";
import { environment, table } from "../../lib/runtime/start.ts";
import { logger } from "../../lib/runtime/logger.ts";

/** A direct caller may say how many seconds to wait; EventBridge's schedule sends an event of its own. */
const request = z.object({
  within: z._default(
    z.number().check(z.positive(), z.maximum(CANARY.patienceSeconds)),
    CANARY.patienceSeconds,
  ),
  "detail-type": z.optional(z.string()),
});

/** Posts an action and checks where it arrives; a scheduled run that fails raises an alarm. */
export const handler = async (event: unknown, context: Context) => {
  logger.addContext(context);
  const { within, "detail-type": scheduled } = request.parse(event ?? {});
  const { canaryQueue: answers = "", canaryProbes: queues } = environment;
  const sighting = await runCanary({ table, answers, queues }, within * SECOND);
  logger.info("the canary was seen", { ...sighting });
  if (!sighting.ok && scheduled !== undefined)
    throw new Error(`the canary is missing: ${sighting.missing.join(", ")}`);
  return sighting;
};
