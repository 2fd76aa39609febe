import type { ProjectionName } from "../../contract/projections.ts";
import type { Images } from "./change-record.ts";
import { deliveries } from "./deliveries.ts";
import { followCounts } from "./follow-counts.ts";
import { names } from "./names.ts";
import { notifications } from "./notifications.ts";
import type { Projection, ProjectionPorts } from "./projection.ts";
import { removals } from "./removals.ts";
import { spreads } from "./spreads.ts";

export const PROJECTIONS: Readonly<Record<ProjectionName, Projection>> = {
  deliveries,
  "follow-counts": followCounts,
  removals,
  names,
  spreads,
  notifications,
};

const { notifications: told, ...others } = PROJECTIONS;

/** M1. Every projection but notifications, for one group of records. @returns how many feeds were written */
export async function project(images: readonly Images[], ports: ProjectionPorts): Promise<number> {
  let written = 0;
  for (const projection of Object.values(others)) written += await projection.handle(images, ports);
  return written;
}

/** M2. The same for notifications, which have other groups (`notificationGroup`). */
export async function notify(images: readonly Images[], ports: ProjectionPorts): Promise<void> {
  await told.handle(images, ports);
}
