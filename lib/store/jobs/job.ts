import * as z from "zod/mini";
import type { Table } from "../../table/table.ts";
import type { List } from "./lists.ts";
import { type Range, range } from "./range.ts";
import { type Turn, turn } from "./turns.ts";

/** What every message carries. Messages of older versions have no turn, and no range. */
export const ABOUT = {
  entity: z.object({ model_type: z.string(), id: z.string() }),
  turn: z.optional(turn),
  range: z.optional(range),
};

/** `later`: when indexes have usually caught up. `much later`: after the longest delay of a queue. */
export type When = "at once" | "later" | "much later";

/** `Message`: what the job may enqueue. */
export interface JobPorts<Message> {
  readonly table: Table;
  readonly now: () => number;
  readonly deadline: number;
  /** In no order. Some may have been sent where it fails. */
  enqueueJobs(messages: readonly Message[], when: When): Promise<void>;
  onWork(message: string, details: object): void;
}

export interface SlicePorts<Message> extends JobPorts<Message> {
  readonly turn: Turn;
  enqueueNext(message: Message, when: When): Promise<void>;
}

/** Longer than one call: each message is a slice, which enqueues the next. They may repeat or overlap. */
export interface Job<Schema extends z.ZodMiniType> {
  readonly schema: Schema;
  /** Does a slice of the whole. @returns whether the job has come to its end, as `afterRanges` */
  run(message: z.output<Schema>, ports: SlicePorts<z.output<Schema>>): Promise<boolean>;
  listOf(message: z.output<Schema>, range: Range, ports: JobPorts<z.output<Schema>>): List;
  /** Goes on, perhaps again, when all ranges of a cutter have ended. */
  afterRanges(message: z.output<Schema>, range: Range, ports: JobPorts<z.output<Schema>>): Promise<boolean>;
}
