import { removalJob } from "../jobs/remove.ts";
import { recordGroup } from "../../table/keys.ts";
import { begunIncarnation } from "./change-record.ts";
import type { Projection } from "./projection.ts";

export const removals: Projection = {
  groupOf: recordGroup,
  async handle(images, { table, enqueueJobs }) {
    const begun = images.map(begunIncarnation).filter((incarnation) => incarnation !== undefined);
    if (begun.length > 0)
      await enqueueJobs(begun.map(({ entity, incarnation }) => removalJob(table, entity, incarnation)));
    return 0;
  },
};
