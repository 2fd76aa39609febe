import { delegateChunk } from "../../lib/runtime/chunks.ts";
import { ask } from "../../lib/runtime/entity-jobs.ts";
import { environment, table } from "../../lib/runtime/start.ts";
import { stream } from "../../lib/runtime/stream.ts";
import { recordGroup } from "../../lib/store/keys.ts";
import { maintain } from "../../lib/store/maintain.ts";

const { celebrityFollowers } = environment;

/** Keeps feeds, listed streams and counts up to date. */
export const handler = stream(
  (record) => recordGroup(record.dynamodb?.Keys?.["pk"]?.S ?? ""),
  (records, now) =>
    maintain(
      records.map(({ dynamodb }) => dynamodb ?? {}),
      { table, now, celebrityFollowers, delegate: delegateChunk, ask },
    ),
);
