import { ACTIONS, DELETED_ENTITIES, FOLLOWERS, NAMED_ENTITIES, type Pattern } from "./record-filters.ts";
import type { Route } from "./route.ts";

interface ProjectionNeeds {
  readonly records: readonly Pattern[];
  readonly table: Route["table"];
}

/** Kept up to date behind the table's changes. A key names a file in `lib/store/projections/`. */
export const PROJECTIONS = {
  deliveries: { records: ACTIONS, table: ["GetItem", "BatchGetItem", "Query", "BatchWriteItem"] },
  "follow-counts": { records: FOLLOWERS, table: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"] },
  removals: { records: DELETED_ENTITIES, table: [] },
  names: { records: NAMED_ENTITIES, table: ["BatchGetItem", "BatchWriteItem"] },
  spreads: { records: NAMED_ENTITIES, table: ["BatchGetItem", "UpdateItem"] },
  notifications: {
    records: ACTIONS,
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
  },
} as const satisfies Record<string, ProjectionNeeds>;

export type ProjectionName = keyof typeof PROJECTIONS;
