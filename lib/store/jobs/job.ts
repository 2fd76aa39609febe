import * as z from "zod/mini";
import type { Table } from "../../table/table.ts";
import type { JobMessage } from "./jobs.ts";
import { turn } from "./turns.ts";

/** What every message of a job carries. Messages of older versions have no turn. */
export const ABOUT = {
  entity: z.object({ model_type: z.string(), id: z.string() }),
  turn: z.optional(turn),
};

/** `later`: when indexes have usually caught up. `much later`: after the longest delay of a queue. */
export type When = "at once" | "later" | "much later";

export interface JobPorts {
  readonly table: Table;
  readonly now: () => number;
  readonly deadline: number;
  enqueueJob(message: JobMessage, when: When): Promise<void>;
  onWork(message: string, details: object): void;
}

/**
 * Longer than one call: each message is a slice, which enqueues the next. They may repeat, late, or overlap.
 */
export interface Job<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  run(message: z.output<Schema>, ports: JobPorts): Promise<boolean>;
}
