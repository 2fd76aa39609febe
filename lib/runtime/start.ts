import { LIMITS } from "../domain/limits.ts";
import { DAY } from "../domain/time.ts";
import { openTable } from "../table/table.ts";
import { readEnvironment } from "./environment.ts";

export const environment = readEnvironment(process.env);
export const table = openTable(environment.tableName, undefined, {
  limits: {
    ...LIMITS,
    follows: environment.maxFollows,
    asleepAfter: environment.asleepAfterDays * DAY,
    listShards: environment.listShards,
    ranges: environment.jobConcurrency,
    retention: environment.notificationDays * DAY,
  },
});
