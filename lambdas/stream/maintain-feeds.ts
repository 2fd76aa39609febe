import { chooseMode } from "../../lib/runtime/celebrities.ts";
import { delegateChunk } from "../../lib/runtime/chunks.ts";
import { askFor } from "../../lib/runtime/entity-jobs.ts";
import { stream } from "../../lib/runtime/stream.ts";
import { table } from "../../lib/runtime/start.ts";
import { deliver } from "../../lib/store/deliver.ts";
import { countFollowers } from "../../lib/store/follow-counts.ts";
import { recordGroup } from "../../lib/store/keys.ts";
import { begunEpoch, changedAction, followChange } from "../../lib/store/stream-record.ts";

/**
 * Brings feeds, listed streams and counts up to what changed items are now, and has removed what deleted entities left.
 * Records may come twice, late, or after newer ones: that of an action only says which one to look at, so a group of
 * them looks once; those of follows are counted under guards.
 */
export const handler = stream(
  (record) => recordGroup(record.dynamodb?.Keys?.["pk"]?.S ?? ""),
  async (records, now) => {
    const images = records.map(({ dynamodb }) => dynamodb ?? {});
    const changed = images.map(changedAction).find((action) => action !== undefined);
    if (changed !== undefined) await deliver(table, changed, delegateChunk, now);
    const follows = images.map(followChange).filter((change) => change !== undefined);
    const [first] = follows;
    if (first !== undefined) await chooseMode(first.followed, await countFollowers(table, first.followed, follows, now));
    for (const begun of images.map(begunEpoch).filter((epoch) => epoch !== undefined)) {
      await askFor({ job: "remove", ...begun, look: "first" });
    }
  },
);
