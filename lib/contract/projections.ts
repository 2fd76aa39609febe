import { ACTIONS, DELETED_ENTITIES, FOLLOWERS, NAMED_ENTITIES, type Pattern } from "./record-filters.ts";
import type { Route } from "./route.ts";

/** Precision of the last use: storing it is a write. */
interface ProjectionNeeds {
  /** An entity's key, or a service's own. `key` is the unique text of the caller that it reads for. */
  readonly records: readonly Pattern[];
  /** Absent: a service's own. */
  readonly table: Route["table"];
}

export const PROJECTIONS = {
  deliveries: { records: ACTIONS, table: ["GetItem", "BatchGetItem", "Query", "BatchWriteItem"] },
  "follow-counts": { records: FOLLOWERS, table: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"] },
  removals: { records: DELETED_ENTITIES, table: [] },
  names: { records: NAMED_ENTITIES, table: ["BatchGetItem", "BatchWriteItem"] },
  notifications: {
    records: ACTIONS,
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
  },
} as const satisfies Record<string, ProjectionNeeds>;

export type ProjectionName = keyof typeof PROJECTIONS;
