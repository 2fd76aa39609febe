import * as z from "zod/mini";
import type { Table } from "../../table/table.ts";
import type { JobMessage } from "./jobs.ts";
import { turn } from "./turns.ts";

/** What every message of a job carries. Messages of older versions have no turn. */
export const ABOUT = {
  entity: z.object({ model_type: z.string(), id: z.string() }),
  turn: z.optional(turn),
};

/**
 * When to run the next slice. `later`: when indexes have usually caught up. `much later`: after the longest
 * delay of a queue.
 */
export type When = "at once" | "later" | "much later";

export interface JobPorts {
  readonly table: Table;
  readonly now: () => number;
  /** Epoch milliseconds. */
  readonly deadline: number;
  enqueueJob(message: JobMessage, when: When): Promise<void>;
  onWork(message: string, details: object): void;
}

/**
 * Work on an entity that takes longer than one call. Each message is a slice, which enqueues the next unless
 * it is the last. Slices may be repeated, late, and run at the same time.
 */
export interface Job<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  /** Does a slice. @returns whether the job has come to its end */
  run(message: z.output<Schema>, ports: JobPorts): Promise<boolean>;
}
