import { asking } from "../../lib/worker/entity-jobs.ts";
import { count } from "../../lib/runtime/metrics.ts";
import { queue } from "../../lib/worker/queue.ts";
import { logger } from "../../lib/runtime/logger.ts";
import { table } from "../../lib/runtime/start.ts";
import { doJob, entityJob } from "../../lib/store/jobs/entity-jobs.ts";

/** Long work on entities, in slices that each fit into a call. */
export const handler = queue(entityJob, async (job, deadline, trace) => {
  const tell = (message: string, details: object) => logger.info(message, { ...details });
  if (await doJob(job, { table: { ...table, trace }, now: Date.now, deadline, ask: asking(trace), tell })) count("jobsDone");
});
