import * as z from "zod/mini";
import type { EntityRef } from "../../domain/entity.ts";
import type { Epoch } from "../../domain/epoch.ts";
import { HOUR } from "../../domain/time.ts";
import { endDeletion } from "../entities/delete-entity.ts";
import { removalChain, switchChain } from "../../table/keys.ts";
import { type Telling, endPull, tellFollowers } from "../feeds/pull-switch.ts";
import { removeRemains } from "./purge.ts";
import type { Table } from "../../table/table.ts";
import { firstTurn, nextTurn, takeTurn, turn, turnOfText } from "./turns.ts";

const entity = z.object({ model_type: z.string(), id: z.string() });
/** None in messages from before there were turns. */
const shared = { entity, turn: z.optional(turn) };

/** Work on an entity that takes longer than one call: each message is a slice of it. */
export const entityJob = z.discriminatedUnion("job", [
  /** Removes what its earlier epochs have left. */
  z.object({
    job: z.literal("remove"),
    ...shared,
    epoch: z.int(),
    look: z.enum(["first", "second", "last"]),
    /** Epoch milliseconds before which the last look is too early. */
    until: z.optional(z.number()),
  }),
  /** Tells its followers' feeds to pull. */
  z.object({
    job: z.literal("pull"),
    ...shared,
    switchId: z.string(),
    edges: z.enum(["actor", "all"]),
    low: z.optional(z.string()),
  }),
]);

export type EntityJob = z.output<typeof entityJob>;

/**
 * When the next slice should be done. `later`: when indexes show what they hide now, as a rule. `much later`: after the
 * longest time that a queue keeps a message back.
 */
export type When = "at once" | "later" | "much later";

/** Longer than any index was throttled. */
const LAST_LOOK_AFTER = 25 * HOUR;

/** What a job needs of the world around it. */
export interface JobPorts {
  readonly table: Table;
  readonly now: () => number;
  /** Epoch milliseconds at which a slice should be over. */
  readonly deadline: number;
  ask(job: EntityJob, when: When): Promise<void>;
  tell(message: string, details: object): void;
}

/** The message that begins a removal, or a switch. A second one for the same does nothing. */
export const removalJob = (entity: EntityRef, epoch: Epoch): EntityJob => ({
  ...{ job: "remove", entity, epoch, look: "first", turn: firstTurn(removalChain(entity, epoch)) },
});

export const pullJob = (entity: EntityRef, switchId: string): EntityJob => ({
  ...{ job: "pull", entity, switchId, edges: "actor", turn: firstTurn(switchChain(switchId)) },
});

/**
 * J1. Does one slice of a job, and asks for the next. Slices may be repeated, late and at the same time.
 * @returns whether the job has come to its end
 */
export async function doJob(job: EntityJob, ports: JobPorts): Promise<boolean> {
  const mine = job.turn ?? turnOfText(JSON.stringify(job));
  if ((await takeTurn(ports.table, mine, undefined, ports.now())) === undefined) return false;
  const ask: JobPorts["ask"] = (next, when) => ports.ask({ ...next, turn: nextTurn(mine) }, when);
  return job.job === "remove" ? remove(job, { ...ports, ask }) : tellAll(job, { ...ports, ask });
}

/** Removes what a deleted entity left; a second time, because indexes lag, and once more a day later, if they lagged long. */
async function remove(
  job: Extract<EntityJob, { job: "remove" }>,
  { table, now, deadline, ask, tell }: JobPorts,
): Promise<boolean> {
  const { until = 0 } = job;
  if (now() < until) {
    await ask(job, "much later");
    return false;
  }
  const about = { entity: job.entity, epoch: job.epoch };
  const onProgress = (removed: object) => tell("removing what a deleted entity left", { ...about, look: job.look, ...removed });
  const done = await removeRemains(table, { ...about, deadline, now, onProgress });
  if (!done) await ask(job, "at once");
  else if (job.look === "first") await ask({ ...job, look: "second" }, "later");
  if (!done || job.look !== "second") return false;
  await endDeletion(table, job.entity, job.epoch);
  await ask({ ...job, look: "last", until: now() + LAST_LOOK_AFTER }, "much later");
  tell("nothing is left of a deleted entity", about);
  return true;
}

/** Tells every feed that an entity is pulled from now on, and only then stops pushing. */
async function tellAll(
  job: Extract<EntityJob, { job: "pull" }>,
  { table, now, deadline, ask, tell }: JobPorts,
): Promise<boolean> {
  let next: Telling | undefined = job;
  while (next !== undefined) {
    if (now() >= deadline) {
      await ask({ ...next, job: "pull" }, "at once");
      return false;
    }
    next = await tellFollowers(table, next, now());
  }
  const ended = await endPull(table, job);
  tell(ended ? "an entity is pulled from now on" : "a switch to pulling was given up", { entity: job.entity });
  return true;
}
