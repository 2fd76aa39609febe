import { rolesOf } from "../../domain/action.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { splitPosition } from "../../domain/position.ts";
import { partOf } from "../../domain/spread.ts";
import { NOTHING } from "../entities/entities.ts";
import { recallEntities } from "../entities/remembered.ts";
import type { Changed } from "../feeds/fan-out.ts";
import { isHot } from "../feeds/hot.ts";
import { isBusy } from "../../table/busy.ts";
import { withoutBackoff } from "../../table/retry.ts";
import { beginSwitch } from "./begin-switch.ts";
import type { ProjectionPorts } from "./projection.ts";

/** Pulls an action's entities where posts read their followers too often; one of `hotLook` actions looks. */
export async function pullHot({ position, body }: Changed, ports: ProjectionPorts): Promise<void> {
  const { hotLook } = ports.table.limits;
  if (partOf(splitPosition(position).id, hotLook) > 0) return;
  const entities = new Map(Object.values(rolesOf(body)).map((entity) => [entityKey(entity), entity]));
  await withoutBackoff(() => pullAmong([...entities.values()], ports)).catch((error: unknown) => {
    if (!isBusy(error)) throw error;
  });
}

async function pullAmong(entities: readonly EntityRef[], ports: ProjectionPorts): Promise<void> {
  const { table, now } = ports;
  const stored = await recallEntities(table, entities);
  for (const entity of entities) {
    const known = stored.get(entityKey(entity)) ?? NOTHING;
    const audience = { entity, followers: known.followers };
    const isDue =
      known.mode === "switching" ||
      (known.mode === "push" && (await isHot(table, audience, table.limits.hotFrom, now)));
    if (isDue) await beginSwitch(entity, known, ports);
  }
}
