import * as z from "zod/mini";
import type { Table } from "../../table/table.ts";
import type { JobMessage } from "./jobs.ts";
import { turn } from "./turns.ts";

/** What every message of a job carries. There is no turn in messages from before there were turns. */
export const ABOUT = {
  entity: z.object({ model_type: z.string(), id: z.string() }),
  turn: z.optional(turn),
};

/**
 * When the next slice should be done. `later`: when indexes show what they hide now, as a rule. `much later`:
 * after the longest time that a queue keeps a message back.
 */
export type When = "at once" | "later" | "much later";

/** What a job needs of the world around it. */
export interface JobPorts {
  readonly table: Table;
  readonly now: () => number;
  /** Epoch milliseconds at which a slice should be over. */
  readonly deadline: number;
  enqueueJob(message: JobMessage, when: When): Promise<void>;
  onWork(message: string, details: object): void;
}

/**
 * Work on an entity that takes longer than one call. Each message is a slice of it; a slice that is not the
 * last enqueues the next. Slices may be repeated, come late and run at the same time.
 */
export interface Job<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  /** Does a slice. @returns whether the job has come to its end */
  run(message: z.output<Schema>, ports: JobPorts): Promise<boolean>;
}
