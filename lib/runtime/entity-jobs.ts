import { TributaryError } from "../domain/errors.ts";
import type { EntityJob } from "../store/entity-jobs.ts";
import { send } from "./send.ts";
import { environment } from "./start.ts";

/** Longer than an index lags and a request runs. */
const LATER_SECONDS = 60;

/** Asks for slices of work on entities, for the request of that trace. */
export const asking =
  (trace: string | undefined) =>
  async (job: EntityJob, when: "at once" | "later" = "at once"): Promise<void> => {
    if (environment.entityJobsQueue === undefined)
      throw new TributaryError("unavailable", "this function was deployed without a queue for jobs");
    await send(environment.entityJobsQueue, { ...job, trace }, when === "later" ? LATER_SECONDS : 0);
  };
