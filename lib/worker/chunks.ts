import * as z from "zod/mini";
import { rolesOf } from "../domain/action.ts";
import { TributaryError } from "../domain/errors.ts";
import type { Delegate } from "../store/feeds/deliver.ts";
import { turn } from "../store/jobs/turns.ts";
import { send } from "./send.ts";
import { environment } from "../runtime/start.ts";

const entity = z.object({ model_type: z.string(), id: z.string() });

export const chunk = z.object({
  changed: z.object({
    position: z.string(),
    body: z.object({ actor: entity, target: z.optional(entity), action_object: z.optional(entity) }),
  }),
  audience: z.optional(z.object({ entity, edges: z.enum(["actor", "all"]), low: z.optional(z.string()) })),
  /** Absent in messages of older versions. */
  turn: z.optional(turn),
  committed: z.optional(z.number()),
});

/** Sends what is left of a delivery to the queue, with its time and trace. */
export const delegateChunks =
  (committed: number | undefined, trace: string | undefined): Delegate =>
  async ({ changed: { position, body }, ...rest }) => {
    if (environment.fanOutQueue === undefined)
      throw new TributaryError("unavailable", "this function was deployed without a queue for fan-outs");
    const message = {
      changed: { position, body: rolesOf(body) },
      ...(rest.range !== undefined && { audience: rest.range }),
      turn: rest.turn,
      committed,
    } satisfies z.input<typeof chunk>;
    // Attributes of the entities are left out: they could make the message too large.
    await send(environment.fanOutQueue, { ...chunk.parse(message), trace });
  };
