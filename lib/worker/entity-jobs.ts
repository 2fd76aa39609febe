import { TributaryError } from "../domain/errors.ts";
import type { EntityJob, When } from "../store/jobs/entity-jobs.ts";
import { send } from "./send.ts";
import { environment } from "../runtime/start.ts";

/** `later`: longer than an index lags as a rule, and a request runs. `much later`: the most that SQS delays. */
const DELAY_SECONDS = { "at once": 0, later: 60, "much later": 900 } as const satisfies Record<When, number>;

/** Asks for slices of work on entities, for the request of that trace. */
export const asking =
  (trace: string | undefined) =>
  async (job: EntityJob, when: When = "at once"): Promise<void> => {
    if (environment.entityJobsQueue === undefined)
      throw new TributaryError("unavailable", "this function was deployed without a queue for jobs");
    await send(environment.entityJobsQueue, { ...job, trace }, DELAY_SECONDS[when]);
  };
