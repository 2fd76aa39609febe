import { count } from "../../lib/runtime/metrics.ts";
import { logger } from "../../lib/runtime/logger.ts";
import { table } from "../../lib/runtime/start.ts";
import { jobMessage, runJob } from "../../lib/store/jobs/jobs.ts";
import { enqueueJobs } from "../../lib/worker/jobs.ts";
import { queue } from "../../lib/worker/queue.ts";

export const handler = queue(jobMessage, async (message, deadline, trace) => {
  const onWork = (what: string, details: object) => logger.info(what, { ...details });
  const ports = {
    table: { ...table, trace },
    now: Date.now,
    deadline,
    enqueueJobs: enqueueJobs(trace),
    onWork,
  };
  if (await runJob(message, ports)) count("jobsDone");
});
