import { queue } from "../../lib/runtime/queue.ts";
import { askForRemoval, removal } from "../../lib/runtime/removals.ts";
import { logger, table } from "../../lib/runtime/start.ts";
import { endDeletion } from "../../lib/store/entities.ts";
import { removeRemains } from "../../lib/store/remove-remains.ts";

/** Removes what a deleted entity left: in slices that each fit into a call, twice, because indexes lag. */
export const handler = queue(removal, async ({ entity, epoch, look }, deadline) => {
  const onProgress = (removed: object) => logger.info("removing what a deleted entity left", { entity, epoch, look, ...removed });
  const done = await removeRemains(table, { entity, epoch, deadline, now: Date.now, onProgress });
  if (!done) return askForRemoval(entity, epoch, look, "once");
  if (look === "first") return askForRemoval(entity, epoch, "second", "later");
  await endDeletion(table, entity, epoch);
  logger.info("nothing is left of a deleted entity", { entity, epoch });
});
