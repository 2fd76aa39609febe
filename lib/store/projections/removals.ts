import { removalJob } from "../jobs/remove.ts";
import { begunEpoch } from "./change-record.ts";
import type { Projection } from "./projection.ts";

/** Has removed what deleted entities left. */
export const removals: Projection = {
  async handle(images, { table, enqueueJob }) {
    for (const begun of images.map(begunEpoch).filter((epoch) => epoch !== undefined)) {
      await enqueueJob(removalJob(table, begun.entity, begun.epoch));
    }
    return 0;
  },
};
