import { chunk, delegateChunks } from "../../lib/worker/chunks.ts";
import { countDeliveries } from "../../lib/runtime/metrics.ts";
import { queue } from "../../lib/worker/queue.ts";
import { table } from "../../lib/runtime/start.ts";
import { deliverRest } from "../../lib/store/feeds/deliver.ts";
import { turnOfText } from "../../lib/store/jobs/turns.ts";

/** What is left of a delivery. It may come twice and late. */
export const handler = queue(chunk, async (message, _deadline, trace) => {
  const { changed, audience: range, committed, turn } = message;
  const written = await deliverRest(
    table,
    range === undefined
      ? { changed, turn }
      : { changed, range, turn: turn ?? turnOfText(JSON.stringify(message)) },
    delegateChunks(committed, trace),
    Date.now(),
  );
  countDeliveries(written, committed);
});
