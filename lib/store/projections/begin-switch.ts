import type { EntityRef } from "../../domain/entity.ts";
import type { StoredEntity } from "../entities/entities.ts";
import { beginPull } from "../feeds/pull-switch.ts";
import { pullJob } from "../jobs/pull.ts";
import type { ProjectionPorts } from "./projection.ts";

/** Begins to pull an entity; where that has begun, its message is sent again, as it may not have been. */
export async function beginSwitch(
  entity: EntityRef,
  { mode, switchId }: Pick<StoredEntity, "mode" | "switchId">,
  { table, enqueueJobs }: Pick<ProjectionPorts, "table" | "enqueueJobs">,
): Promise<void> {
  const id = mode === "push" ? await beginPull(table, entity) : switchId;
  if (id !== undefined) await enqueueJobs([pullJob(table, entity, id)]);
}
