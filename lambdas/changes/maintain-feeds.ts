import { delegateChunks } from "../../lib/worker/chunks.ts";
import { asking } from "../../lib/worker/entity-jobs.ts";
import { countDeliveries } from "../../lib/runtime/metrics.ts";
import { environment, table } from "../../lib/runtime/start.ts";
import { committedAt, stream } from "../../lib/worker/changes.ts";
import { tracesOf } from "../../lib/worker/traces.ts";
import { recordGroup } from "../../lib/table/keys.ts";
import { maintain } from "../../lib/store/projections/maintain.ts";

const { celebrityFollowers } = environment;

/** Keeps feeds, listed streams and counts up to date. */
export const handler = stream(
  (record) => recordGroup(record.dynamodb?.Keys?.["pk"]?.S ?? ""),
  async (records, now) => {
    const committed = committedAt(records);
    // Of several changes to one item the last one is what is delivered.
    const trace = tracesOf(records).at(-1);
    const written = await maintain(
      records.map(({ dynamodb }) => dynamodb ?? {}),
      { table, now, celebrityFollowers, delegate: delegateChunks(committed, trace), ask: asking(trace) },
    );
    countDeliveries(written, committed);
  },
);
