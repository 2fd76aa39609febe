import { stream } from "../../lib/runtime/stream.ts";
import { table } from "../../lib/runtime/start.ts";
import { deliver } from "../../lib/store/deliver.ts";
import { changedAction } from "../../lib/store/stream-record.ts";

/**
 * Brings feeds and listed streams up to what changed actions are now. Records may come twice, late, or after newer
 * ones: each only says which action to look at, so a batch looks at each action once.
 */
export const handler = stream(
  (record) => record.dynamodb?.Keys?.["pk"]?.S ?? "",
  async (records, now) => {
    const changed = records.map((record) => changedAction(record.dynamodb ?? {})).find((action) => action !== undefined);
    if (changed !== undefined) await deliver(table, changed, now);
  },
);
