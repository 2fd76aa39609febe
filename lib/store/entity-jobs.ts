import * as z from "zod/mini";
import { endDeletion } from "./entities.ts";
import { type Telling, endPull, tellFollowers } from "./pull-switch.ts";
import { removeRemains } from "./remove-remains.ts";
import type { Table } from "./table.ts";

const entity = z.object({ model_type: z.string(), id: z.string() });

/** Work on an entity that takes longer than one call: each message is a slice of it. */
export const entityJob = z.discriminatedUnion("job", [
  /** Removes what its earlier epochs have left. */
  z.object({ job: z.literal("remove"), entity, epoch: z.int(), look: z.enum(["first", "second"]) }),
  /** Tells its followers' feeds to pull. */
  z.object({
    job: z.literal("pull"),
    entity,
    switchId: z.string(),
    edges: z.enum(["actor", "all"]),
    low: z.optional(z.string()),
  }),
]);

export type EntityJob = z.output<typeof entityJob>;

/** What a job needs of the world around it. */
export interface JobPorts {
  readonly table: Table;
  readonly now: () => number;
  /** Epoch milliseconds at which a slice should be over. */
  readonly deadline: number;
  /** Asks for another slice; `later` is when nothing can be hidden any more that is hidden now. */
  ask(job: EntityJob, when: "at once" | "later"): Promise<void>;
  tell(message: string, details: object): void;
}

/**
 * J1. Does one slice of a job, and asks for the next. Slices may be repeated, late and at the same time.
 * @returns whether the job has come to its end
 */
export const doJob = (job: EntityJob, ports: JobPorts): Promise<boolean> =>
  job.job === "remove" ? remove(job, ports) : tellAll(job, ports);

/** Removes what a deleted entity left; twice, because indexes lag. */
async function remove(
  job: Extract<EntityJob, { job: "remove" }>,
  { table, now, deadline, ask, tell }: JobPorts,
): Promise<boolean> {
  const about = { entity: job.entity, epoch: job.epoch };
  const onProgress = (removed: object) => tell("removing what a deleted entity left", { ...about, look: job.look, ...removed });
  const done = await removeRemains(table, { ...about, deadline, now, onProgress });
  if (!done) await ask(job, "at once");
  else if (job.look === "first") await ask({ ...job, look: "second" }, "later");
  if (!done || job.look === "first") return false;
  await endDeletion(table, job.entity, job.epoch);
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
