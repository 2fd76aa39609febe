import { TributaryError } from "../domain/errors.ts";
import { environment } from "../runtime/start.ts";
import type { When } from "../store/jobs/job.ts";
import type { JobMessage } from "../store/jobs/jobs.ts";
import { sendAll } from "./send.ts";

/** `later`: longer than an index usually lags, and than a request runs. `much later`: SQS's maximum. */
const DELAY_SECONDS = { "at once": 0, later: 60, "much later": 900 } as const satisfies Record<When, number>;

export const enqueueJobs =
  (trace: string | undefined) =>
  async (messages: readonly JobMessage[], when: When = "at once"): Promise<void> => {
    if (environment.entityJobsQueue === undefined)
      throw new TributaryError("unavailable", "this function was deployed without a queue for jobs");
    const traced = messages.map((message) => ({ ...message, trace }));
    await sendAll(environment.entityJobsQueue, traced, DELAY_SECONDS[when]);
  };
