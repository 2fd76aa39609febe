import type { DynamoDBRecord } from "aws-lambda";
import { countDeliveries } from "../../lib/runtime/metrics.ts";
import { environment, table as unshared } from "../../lib/runtime/start.ts";
import { PASSES } from "../../lib/store/projections/projections.ts";
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

export const handler = changeHandler(
  ...PASSES.map(({ groupOf, handle }) => ({
    groupOf: ({ dynamodb = {} }: DynamoDBRecord) => groupOf(dynamodb.Keys?.["pk"]?.S ?? "", dynamodb),
    handle: async (records: readonly DynamoDBRecord[], now: number) => {
      const images = records.map(({ dynamodb = {} }) => dynamodb);
      countDeliveries(await handle(images, portsOf(records, now)), committedAt(records));
    },
  })),
);
