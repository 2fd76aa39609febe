import * as z from "zod/mini";
import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { HOUR } from "../../domain/time.ts";
import { removalChain } from "../../table/keys.ts";
import { endDeletion } from "../entities/delete-entity.ts";
import type { Chance } from "../../table/table.ts";
import { ABOUT, type Job } from "./job.ts";
import { purge } from "./purge.ts";
import { firstTurn } from "./turns.ts";

/** Longer than any index was throttled. */
const LAST_LOOK_AFTER = 25 * HOUR;

const schema = z.object({
  job: z.literal("remove"),
  ...ABOUT,
  epoch: z.int(),
  look: z.enum(["first", "second", "last"]),
  until: z.optional(z.number()),
});

/** The first message of a removal. A second one for the same incarnation does nothing. */
export const removalJob = (
  chance: Chance,
  entity: EntityRef,
  incarnation: Incarnation,
): z.output<typeof schema> => ({
  ...{
    job: "remove",
    entity,
    epoch: incarnation,
    look: "first",
    turn: firstTurn(chance, removalChain(entity, incarnation)),
  },
});

/** Removes what a deleted entity left: twice, because indexes lag, and again a day later. */
export const remove: Job<typeof schema> = {
  schema,
  async run(message, { table, now, deadline, enqueueJob, onWork }) {
    const { entity, epoch: incarnation, look, until = 0 } = message;
    if (now() < until) {
      await enqueueJob(message, "much later");
      return false;
    }
    const onProgress = (removed: object) =>
      onWork("removing what a deleted entity left", { entity, incarnation, look, ...removed });
    const done = await purge(table, { entity, incarnation, deadline, now, onProgress });
    if (!done) await enqueueJob(message, "at once");
    else if (look === "first") await enqueueJob({ ...message, look: "second" }, "later");
    if (!done || look !== "second") return false;
    await endDeletion(table, entity, incarnation);
    await enqueueJob({ ...message, look: "last", until: now() + LAST_LOOK_AFTER }, "much later");
    onWork("nothing is left of a deleted entity", { entity, incarnation });
    return true;
  },
};
