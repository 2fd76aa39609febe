import type { EntityRef } from "../../domain/entity.ts";
import { type Delegate, deliver } from "../feeds/deliver.ts";
import { type EntityJob, pullJob, removalJob } from "../jobs/entity-jobs.ts";
import { type Counted, countFollowers } from "../graph/follow-counts.ts";
import { beginPull, push } from "../feeds/pull-switch.ts";
import { type Images, begunEpoch, changedAction, followChange } from "./change-record.ts";
import type { Table } from "../../table/table.ts";

/** What keeping up with the stream needs of the world around it. */
export interface MaintainPorts {
  readonly table: Table;
  readonly now: number;
  /** From how many followers on an entity is pulled. */
  readonly celebrityFollowers: number;
  readonly delegate: Delegate;
  ask(job: EntityJob): Promise<void>;
}

/**
 * M1. Brings feeds, listed streams and counts up to what one group of records tells of (`recordGroup`), and has removed
 * what deleted entities left. Records may come twice, late, or after newer ones: that of an action only says which one to
 * look at, so the group looks once; those of follows are counted under guards.
 * @returns how many feeds were written
 */
export async function maintain(images: readonly Images[], ports: MaintainPorts): Promise<number> {
  const { table, now, delegate, ask } = ports;
  const changed = (await Promise.all(images.map((image) => changedAction(table, image)))).find((action) => action !== undefined);
  const written = changed === undefined ? 0 : await deliver(table, changed, delegate, now);
  const follows = images.map(followChange).filter((change) => change !== undefined);
  const [first] = follows;
  if (first !== undefined) await chooseMode(first.followed, await countFollowers(table, first.followed, follows, now), ports);
  for (const begun of images.map(begunEpoch).filter((epoch) => epoch !== undefined)) {
    await ask(removalJob(begun.entity, begun.epoch));
  }
  return written;
}

/**
 * Chooses how an entity's actions reach feeds by how many follow it: above the limit they are pulled; pushed again below
 * half of it, so that a count around the limit does not switch to and fro.
 */
async function chooseMode(
  entity: EntityRef,
  { followers, mode, switchId, isRepetition }: Counted,
  ports: MaintainPorts,
): Promise<void> {
  const { table, celebrityFollowers: limit, ask } = ports;
  if (mode !== "push" && followers < limit / 2) await push(table, entity);
  if (followers < limit || mode === "pull") return;
  // Records that come again may come because the last call crashed between the switch's beginning and its message.
  const id = mode === "push" ? await beginPull(table, entity) : isRepetition ? switchId : undefined;
  if (id !== undefined) await ask(pullJob(entity, id));
}
