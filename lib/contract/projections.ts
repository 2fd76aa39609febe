import { ACTIONS, DELETED_ENTITIES, FOLLOWERS, NAMED_ENTITIES, type Pattern } from "./record-filters.ts";
import type { Route } from "./route.ts";

interface ProjectionNeeds extends Pick<Route, "table" | "indexes"> {
  readonly records: readonly Pattern[];
}

/** Kept up to date behind the table's changes. A key names a file in `lib/store/projections/`. */
export const PROJECTIONS = {
  deliveries: {
    records: ACTIONS,
    table: ["GetItem", "BatchGetItem", "Query", "UpdateItem", "BatchWriteItem"],
    indexes: ["actor", "target", "actionObject"],
  },
  "follow-counts": {
    records: FOLLOWERS,
    table: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"],
    indexes: ["actor", "target", "actionObject"],
  },
  removals: { records: DELETED_ENTITIES, table: [], indexes: [] },
  names: { records: NAMED_ENTITIES, table: ["BatchGetItem", "BatchWriteItem"], indexes: [] },
  spreads: { records: NAMED_ENTITIES, table: ["BatchGetItem", "UpdateItem"], indexes: [] },
  notifications: {
    records: ACTIONS,
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    indexes: [],
  },
} as const satisfies Record<string, ProjectionNeeds>;

export type ProjectionName = keyof typeof PROJECTIONS;
