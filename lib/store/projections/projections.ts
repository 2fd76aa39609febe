import type { ProjectionName } from "../../contract/projections.ts";
import type { Images } from "./change-record.ts";
import { deliveries } from "./deliveries.ts";
import { followCounts } from "./follow-counts.ts";
import { names } from "./names.ts";
import type { Projection, ProjectionPorts } from "./projection.ts";
import { removals } from "./removals.ts";

/** Every projection. */
export const PROJECTIONS: Readonly<Record<ProjectionName, Projection>> = {
  deliveries,
  "follow-counts": followCounts,
  removals,
  names,
};

/**
 * M1. Brings everything that is derived up to what one group of records tells of. @returns how many feeds
 * were written
 */
export async function project(images: readonly Images[], ports: ProjectionPorts): Promise<number> {
  let written = 0;
  for (const projection of Object.values(PROJECTIONS)) written += await projection.handle(images, ports);
  return written;
}
