import type { EntityRef } from "../../domain/entity.ts";
import { isHot } from "../feeds/hot.ts";
import { push } from "../feeds/pull-switch.ts";
import { type Counted, countFollowers } from "../graph/follow-counts.ts";
import { recordGroup } from "../../table/keys.ts";
import { beginSwitch } from "./begin-switch.ts";
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
async function chooseMode(entity: EntityRef, counted: Counted, ports: ProjectionPorts): Promise<void> {
  const { followers, mode, isRepetition } = counted;
  const { celebrityFollowers: limit } = ports;
  if (followers < limit / 2) await pushAgain(entity, counted, ports);
  else if (followers >= limit && (mode === "push" || (mode === "switching" && isRepetition)))
    await beginSwitch(entity, counted, ports);
}

async function pushAgain(
  entity: EntityRef,
  { followers, mode, keys }: Counted,
  { table, now }: ProjectionPorts,
): Promise<void> {
  if (mode === "push" || keys > 0) return;
  if (await isHot(table, { entity, followers }, table.limits.hotFrom / 2, now)) return;
  await push(table, entity, now);
}
