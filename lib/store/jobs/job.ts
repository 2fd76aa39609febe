import * as z from "zod/mini";
import type { Table } from "../../table/table.ts";
import { turn } from "./turns.ts";

/** What every message of a job carries. Messages of older versions have no turn. */
export const ABOUT = {
  entity: z.object({ model_type: z.string(), id: z.string() }),
  turn: z.optional(turn),
};

/** `later`: when indexes have usually caught up. `much later`: after the longest delay of a queue. */
export type When = "at once" | "later" | "much later";

/** `Message`: what the job may enqueue. */
export interface JobPorts<Message> {
  readonly table: Table;
  readonly now: () => number;
  readonly deadline: number;
  enqueueJob(message: Message, when: When): Promise<void>;
  onWork(message: string, details: object): void;
}

/**
 * Longer than one call: each message is a slice, which enqueues the next. They may repeat, late, or overlap.
 */
export interface Job<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  run(message: z.output<Schema>, ports: JobPorts<z.output<Schema>>): Promise<boolean>;
}
