import * as z from "zod";
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
    low: z.string().optional(),
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

/** J1. Does one slice of a job, and asks for the next. Slices may be repeated, late and at the same time. */
export const doJob = (job: EntityJob, ports: JobPorts): Promise<void> =>
  job.job === "remove" ? remove(job, ports) : tellAll(job, ports);

/** Removes what a deleted entity left; twice, because indexes lag. */
async function remove(job: Extract<EntityJob, { job: "remove" }>, { table, now, deadline, ask, tell }: JobPorts): Promise<void> {
  const about = { entity: job.entity, epoch: job.epoch };
  const onProgress = (removed: object) => tell("removing what a deleted entity left", { ...about, look: job.look, ...removed });
  const done = await removeRemains(table, { ...about, deadline, now, onProgress });
  if (!done) return ask(job, "at once");
  if (job.look === "first") return ask({ ...job, look: "second" }, "later");
  await endDeletion(table, job.entity, job.epoch);
  tell("nothing is left of a deleted entity", about);
}

/** Tells every feed that an entity is pulled from now on, and only then stops pushing. */
async function tellAll(job: Extract<EntityJob, { job: "pull" }>, { table, now, deadline, ask, tell }: JobPorts): Promise<void> {
  let next: Telling | undefined = job;
  while (next !== undefined) {
    if (now() >= deadline) return ask({ ...next, job: "pull" }, "at once");
    next = await tellFollowers(table, next, now());
  }
  const ended = await endPull(table, job);
  tell(ended ? "an entity is pulled from now on" : "a switch to pulling was given up", { entity: job.entity });
}
