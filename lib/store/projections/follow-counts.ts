import type { EntityRef } from "../../domain/entity.ts";
import { beginPull, push } from "../feeds/pull-switch.ts";
import { type Counted, countFollowers } from "../graph/follow-counts.ts";
import { pullJob } from "../jobs/pull.ts";
import { followChange } from "./change-record.ts";
import type { Projection, ProjectionPorts } from "./projection.ts";

/** Counts of followers, under guards, and with them how an entity's actions reach feeds. */
export const followCounts: Projection = {
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

/**
 * Chooses how an entity's actions reach feeds by how many follow it: above the limit they are pulled; pushed
 * again below half of it, so that a count around the limit does not switch to and fro.
 */
async function chooseMode(
  entity: EntityRef,
  { followers, mode, switchId, isRepetition }: Counted,
  ports: ProjectionPorts,
): Promise<void> {
  const { table, celebrityFollowers: limit, enqueueJob } = ports;
  if (mode !== "push" && followers < limit / 2) await push(table, entity);
  if (followers < limit || mode === "pull") return;
  // Records that come again may come because the last call crashed between the switch's beginning and its
  // message.
  const id = mode === "push" ? await beginPull(table, entity) : isRepetition ? switchId : undefined;
  if (id !== undefined) await enqueueJob(pullJob(table, entity, id));
}
