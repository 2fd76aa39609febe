import { getStored } from "../entities/entities.ts";
import { beginPull } from "../feeds/pull-switch.ts";
import { pullJob } from "../jobs/pull.ts";
import { recordGroup } from "../../table/keys.ts";
import { spreadIn } from "./change-record.ts";
import type { Projection } from "./projection.ts";

/** An entity that is spread over keys is pulled from then on: no post reads its followers. */
export const spreads: Projection = {
  groupOf: recordGroup,
  async handle(images, { table, enqueueJobs }) {
    const entity = images.map(spreadIn).find((one) => one !== undefined);
    if (entity === undefined) return 0;
    await beginPull(table, entity);
    const { mode, switchId } = await getStored(table, entity);
    // The chain of a switch runs once, however often it is begun.
    if (mode === "switching" && switchId !== undefined) await enqueueJobs([pullJob(table, entity, switchId)]);
    return 0;
  },
};
