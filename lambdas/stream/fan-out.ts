import { queue } from "../../lib/runtime/queue.ts";
import { table } from "../../lib/runtime/start.ts";
import { chunk, delegateChunk } from "../../lib/runtime/chunks.ts";
import { deliverChunk } from "../../lib/store/deliver.ts";

/** A chunk of a large fan-out. It may come twice and late: rows are made what their action is now. */
export const handler = queue(chunk, ({ changed, audience }) => deliverChunk(table, changed, audience, delegateChunk, Date.now()));
