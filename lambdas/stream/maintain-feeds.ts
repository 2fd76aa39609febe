import { delegateChunks } from "../../lib/runtime/chunks.ts";
import { asking } from "../../lib/runtime/entity-jobs.ts";
import { countDeliveries } from "../../lib/runtime/metrics.ts";
import { environment, table } from "../../lib/runtime/start.ts";
import { committedAt, stream } from "../../lib/runtime/stream.ts";
import { tracesOf } from "../../lib/runtime/trace.ts";
import { recordGroup } from "../../lib/store/keys.ts";
import { maintain } from "../../lib/store/maintain.ts";

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
