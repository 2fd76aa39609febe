import type { ProjectionName } from "../../contract/projections.ts";
import { deliveries } from "./deliveries.ts";
import { followCounts } from "./follow-counts.ts";
import { names } from "./names.ts";
import { notifications } from "./notifications.ts";
import type { Projection } from "./projection.ts";
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

/** M1. Every projection, for records in their order. Those with the same groups handle a group in one pass. */
export const PASSES: readonly Projection[] = [
  ...Map.groupBy(Object.values(PROJECTIONS), ({ groupOf }) => groupOf),
].map(([groupOf, together]) => ({
  groupOf,
  async handle(images, ports) {
    let written = 0;
    for (const projection of together) written += await projection.handle(images, ports);
    return written;
  },
}));
