import type { EntityRef } from "../domain/entity.ts";
import type { Counted } from "../store/follow-counts.ts";
import { beginPull, push } from "../store/pull-switch.ts";
import { askFor } from "./entity-jobs.ts";
import { environment, table } from "./start.ts";

/**
 * Chooses how an entity's actions reach feeds by how many follow it: above the limit they are pulled; pushed again below
 * half of it, so that a count around the limit does not switch to and fro.
 */
export async function chooseMode(entity: EntityRef, { followers, mode, switchId }: Counted): Promise<void> {
  const limit = environment.celebrityFollowers;
  if (mode !== "push" && followers < limit / 2) await push(table, entity);
  if (followers < limit || mode === "pull") return;
  // A switch that is under way already is asked for again: its message may have been lost with a crash.
  const id = mode === "switching" ? switchId : await beginPull(table, entity);
  if (id !== undefined) await askFor({ job: "pull", entity, switchId: id, edges: "actor" });
}
