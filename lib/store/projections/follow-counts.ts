import type { EntityRef } from "../../domain/entity.ts";
import { beginPull, push } from "../feeds/pull-switch.ts";
import { type Counted, countFollowers } from "../graph/follow-counts.ts";
import { pullJob } from "../jobs/pull.ts";
import { recordGroup } from "../../table/keys.ts";
import { followChange } from "./change-record.ts";
import type { Projection, ProjectionPorts } from "./projection.ts";

export const followCounts: Projection = {
  groupOf: recordGroup,
  async handle(images, ports) {
    const follows = images.map(followChange).filter((change) => change !== undefined);
    const [first] = follows;
    if (first === undefined) return 0;
    await chooseMode(
      first.followed,
      await countFollowers(ports.table, first.followed, follows, ports.now),
      ports,
    );
    return 0;
  },
};

/** Pulls above the limit, pushes again below half of it: counts around it do not switch to and fro. */
async function chooseMode(
  entity: EntityRef,
  { followers, mode, switchId, keys, isRepetition }: Counted,
  ports: ProjectionPorts,
): Promise<void> {
  const { table, celebrityFollowers: limit, enqueueJobs } = ports;
  if (mode !== "push" && keys === 0 && followers < limit / 2) await push(table, entity, ports.now);
  if (followers < limit || mode === "pull") return;
  // A repetition: the last call may have crashed between beginning the switch and sending its message.
  const id = mode === "push" ? await beginPull(table, entity) : isRepetition ? switchId : undefined;
  if (id !== undefined) await enqueueJobs([pullJob(table, entity, id)]);
}
