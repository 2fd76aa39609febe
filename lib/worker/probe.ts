import * as z from "zod/mini";
import { send } from "./send.ts";
import { environment } from "../runtime/start.ts";

/** What the canary puts into every queue that wakes a function, to learn whether it still does. */
export const probe = z.strictObject({
  probe: z.object({
    /** The canary's action: tells its runs apart. */
    action: z.string(),
    queue: z.string(),
  }),
});

/** Sends a probe back to the canary. @returns false where the message is no probe but work */
export async function answerProbe(message: unknown): Promise<boolean> {
  const parsed = probe.safeParse(message);
  if (!parsed.success) return false;
  if (environment.canaryQueue !== undefined) await send(environment.canaryQueue, parsed.data);
  return true;
}
