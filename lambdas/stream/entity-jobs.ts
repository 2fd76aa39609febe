import { type PullSwitch, type Removal, askFor, entityJob } from "../../lib/runtime/entity-jobs.ts";
import { queue } from "../../lib/runtime/queue.ts";
import { logger, table } from "../../lib/runtime/start.ts";
import { endDeletion } from "../../lib/store/entities.ts";
import { type Telling, endPull, tellFollowers } from "../../lib/store/pull-switch.ts";
import { removeRemains } from "../../lib/store/remove-remains.ts";

/** Long work on entities, in slices that each fit into a call. */
export const handler = queue(entityJob, (job, deadline) => (job.job === "remove" ? remove(job, deadline) : tell(job, deadline)));

/** Removes what a deleted entity left; twice, because indexes lag. */
async function remove(job: Removal, deadline: number): Promise<void> {
  const { entity, epoch, look } = job;
  const onProgress = (removed: object) => logger.info("removing what a deleted entity left", { entity, epoch, look, ...removed });
  const done = await removeRemains(table, { entity, epoch, deadline, now: Date.now, onProgress });
  if (!done) return askFor(job);
  if (look === "first") return askFor({ ...job, look: "second" }, "later");
  await endDeletion(table, entity, epoch);
  logger.info("nothing is left of a deleted entity", { entity, epoch });
}

/** Tells every feed that an entity is pulled from now on, and only then stops pushing. */
async function tell(job: PullSwitch, deadline: number): Promise<void> {
  let next: Telling | undefined = job;
  while (next !== undefined) {
    if (Date.now() >= deadline) return askFor({ ...next, job: "pull" });
    next = await tellFollowers(table, next, Date.now());
  }
  const ended = await endPull(table, job);
  logger.info(ended ? "an entity is pulled from now on" : "a switch to pulling was given up", { entity: job.entity });
}
