import type { Route } from "./route.ts";

/** Long work behind the queue of jobs, with its permissions. A key names a file in `lib/store/jobs/`. */
export const JOBS = {
  remove: {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    indexes: ["actor", "target", "actionObject", "followed"],
  },
  pull: { table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"], indexes: [] },
} as const satisfies Record<string, Pick<Route, "table" | "indexes">>;

export type JobName = keyof typeof JOBS;
