import { ask } from "../../lib/runtime/entity-jobs.ts";
import { queue } from "../../lib/runtime/queue.ts";
import { logger, table } from "../../lib/runtime/start.ts";
import { doJob, entityJob } from "../../lib/store/entity-jobs.ts";

/** Long work on entities, in slices that each fit into a call. */
export const handler = queue(entityJob, (job, deadline) =>
  doJob(job, { table, now: Date.now, deadline, ask, tell: (message, details) => logger.info(message, { ...details }) }),
);
