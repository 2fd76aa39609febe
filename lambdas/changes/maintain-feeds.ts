import type { DynamoDBRecord } from "aws-lambda";
import { countDeliveries } from "../../lib/runtime/metrics.ts";
import { environment, table as unshared } from "../../lib/runtime/start.ts";
import { notificationGroup } from "../../lib/store/projections/notifications.ts";
import { notify, project } from "../../lib/store/projections/projections.ts";
import { recordGroup } from "../../lib/table/keys.ts";
import { sharing } from "../../lib/table/sharing.ts";
import { committedAt, changeHandler } from "../../lib/worker/changes.ts";
import { delegateChunks } from "../../lib/worker/chunks.ts";
import { enqueueJobs } from "../../lib/worker/jobs.ts";
import { tracesOf } from "../../lib/worker/traces.ts";

const { celebrityFollowers } = environment;

/** The records of a batch are handled at the same time, and many are of one actor. */
const table = sharing(unshared);

function portsOf(records: readonly DynamoDBRecord[], now: number) {
  // Of several changes to one item the last one is delivered.
  const trace = tracesOf(records).at(-1);
  return {
    ...{ table, now, clock: Date.now, celebrityFollowers },
    delegate: delegateChunks(committedAt(records), trace),
    enqueueJobs: enqueueJobs(trace),
  };
}

const imagesOf = (records: readonly DynamoDBRecord[]) => records.map(({ dynamodb }) => dynamodb ?? {});

export const handler = changeHandler(
  {
    groupOf: (record) => recordGroup(record.dynamodb?.Keys?.["pk"]?.S ?? ""),
    handle: async (records, now) => {
      const written = await project(imagesOf(records), portsOf(records, now));
      countDeliveries(written, committedAt(records));
    },
  },
  {
    groupOf: (record) => notificationGroup(record.dynamodb ?? {}),
    handle: (records, now) => notify(imagesOf(records), portsOf(records, now)),
  },
);
