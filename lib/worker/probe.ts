import * as z from "zod/mini";
import { send } from "./send.ts";
import { environment } from "../runtime/start.ts";

export const probe = z.strictObject({
  probe: z.object({
    action: z.string(),
    queue: z.string(),
  }),
});

export async function answerProbe(message: unknown): Promise<boolean> {
  const parsed = probe.safeParse(message);
  if (!parsed.success) return false;
  if (environment.canaryQueue !== undefined) await send(environment.canaryQueue, parsed.data);
  return true;
}
