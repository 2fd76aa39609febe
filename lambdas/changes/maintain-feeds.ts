import { delegateChunks } from "../../lib/worker/chunks.ts";
import { enqueueJobs } from "../../lib/worker/jobs.ts";
import { countDeliveries } from "../../lib/runtime/metrics.ts";
import { environment, table } from "../../lib/runtime/start.ts";
import { committedAt, stream } from "../../lib/worker/changes.ts";
import { tracesOf } from "../../lib/worker/traces.ts";
import { recordGroup } from "../../lib/table/keys.ts";
import { project } from "../../lib/store/projections/projections.ts";

const { celebrityFollowers } = environment;

/** Keeps feeds, listed streams and counts up to date. */
export const handler = stream(
  (record) => recordGroup(record.dynamodb?.Keys?.["pk"]?.S ?? ""),
  async (records, now) => {
    const committed = committedAt(records);
    // Of several changes to one item the last one is what is delivered.
    const trace = tracesOf(records).at(-1);
    const written = await project(
      records.map(({ dynamodb }) => dynamodb ?? {}),
      {
        table,
        now,
        celebrityFollowers,
        delegate: delegateChunks(committed, trace),
        enqueueJob: enqueueJobs(trace),
      },
    );
    countDeliveries(written, committed);
  },
);
