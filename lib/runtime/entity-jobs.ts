import * as z from "zod";
import { send } from "./queue.ts";
import { environment } from "./start.ts";

/** Longer than an index lags and a request runs: what a first look could not see yet is there at the second. */
const SECOND_LOOK_SECONDS = 60;

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
export type Removal = Extract<EntityJob, { job: "remove" }>;
export type PullSwitch = Extract<EntityJob, { job: "pull" }>;

/** Asks for a slice of work. A second look waits until nothing can be hidden any more. */
export async function askFor(job: EntityJob, when: "at once" | "later" = "at once"): Promise<void> {
  if (environment.entityJobsQueue === undefined) throw new Error("this function was deployed without a queue for jobs");
  await send(environment.entityJobsQueue, job, when === "later" ? SECOND_LOOK_SECONDS : 0);
}
