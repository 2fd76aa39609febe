import * as z from "zod";
import type { EntityRef } from "../domain/entity.ts";
import { send } from "./queue.ts";
import { environment } from "./start.ts";

/** Longer than an index lags and a request runs: what a first look could not see yet is there at the second. */
const SECOND_LOOK_SECONDS = 60;

/** A request to remove what an entity's earlier epochs have left. */
export const removal = z.object({
  entity: z.object({ model_type: z.string(), id: z.string() }),
  epoch: z.int(),
  look: z.enum(["first", "second"]),
});

/** Asks for a removal; a second look waits until nothing can be hidden any more. */
export async function askForRemoval(entity: EntityRef, epoch: number, look: "first" | "second", at: "once" | "later") {
  const { removalsQueue } = environment;
  if (removalsQueue === undefined) throw new Error("this function was deployed without a queue for removals");
  const message = { entity, epoch, look } satisfies z.input<typeof removal>;
  await send(removalsQueue, message, at === "later" ? SECOND_LOOK_SECONDS : 0);
}
