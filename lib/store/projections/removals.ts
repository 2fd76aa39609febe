import { removalJob } from "../jobs/remove.ts";
import { begunIncarnation } from "./change-record.ts";
import type { Projection } from "./projection.ts";

export const removals: Projection = {
  async handle(images, { table, enqueueJobs }) {
    const begun = images.map(begunIncarnation).filter((incarnation) => incarnation !== undefined);
    if (begun.length > 0)
      await enqueueJobs(begun.map(({ entity, incarnation }) => removalJob(table, entity, incarnation)));
    return 0;
  },
};
