import { removalJob } from "../jobs/remove.ts";
import { begunIncarnation } from "./change-record.ts";
import type { Projection } from "./projection.ts";

export const removals: Projection = {
  async handle(images, { table, enqueueJob }) {
    for (const begun of images.map(begunIncarnation).filter((incarnation) => incarnation !== undefined)) {
      await enqueueJob(removalJob(table, begun.entity, begun.incarnation));
    }
    return 0;
  },
};
