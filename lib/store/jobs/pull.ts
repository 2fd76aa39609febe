import * as z from "zod/mini";
import type { EntityRef } from "../../domain/entity.ts";
import { switchChain } from "../../table/keys.ts";
import { type Telling, endPull, tellFollowers } from "../feeds/pull-switch.ts";
import type { Chance } from "../../table/table.ts";
import { ABOUT, type Job } from "./job.ts";
import { firstTurn } from "./turns.ts";

const schema = z.object({
  job: z.literal("pull"),
  ...ABOUT,
  switchId: z.string(),
  edges: z.enum(["actor", "all"]),
  low: z.optional(z.string()),
});

/** The first message of a switch. A second one for the same switch does nothing. */
export const pullJob = (chance: Chance, entity: EntityRef, switchId: string): z.output<typeof schema> => ({
  ...{ job: "pull", entity, switchId, edges: "actor", turn: firstTurn(chance, switchChain(switchId)) },
});

export const pull: Job<typeof schema> = {
  schema,
  async run(message, { table, now, deadline, enqueueJob, onWork }) {
    let next: Telling | undefined = message;
    while (next !== undefined) {
      if (now() >= deadline) {
        await enqueueJob({ ...next, job: "pull" }, "at once");
        return false;
      }
      next = await tellFollowers(table, next, now());
    }
    const ended = await endPull(table, message);
    onWork(ended ? "an entity is pulled from now on" : "a switch to pulling was given up", {
      entity: message.entity,
    });
    return true;
  },
};
