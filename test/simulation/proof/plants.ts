import type { Limits } from "../../../lib/domain/limits.ts";
import type { handleInOrder } from "../../../lib/worker/in-order.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { StreamRecord } from "../stream.ts";
import type { Task } from "../task.ts";
import type { Mix } from "./mixes.ts";
import { BOUNDS } from "./plants/bounds.ts";
import { CELEBRITIES } from "./plants/celebrities.ts";
import { CHAINS } from "./plants/chains.ts";
import { DELIVERIES } from "./plants/deliveries.ts";
import { EDGES } from "./plants/edges.ts";
import { FEEDS } from "./plants/feeds.ts";
import { PAGES } from "./plants/pages.ts";
import type { Patch } from "./plants/patches.ts";
import { RECORDS } from "./plants/records.ts";
import { SPREAD } from "./plants/spread.ts";
import { TEXTS } from "./plants/texts.ts";
import type { Spoil } from "./read.ts";

/** What else a plant may use. */
interface Around {
  readonly now: () => number;
  /** The table for reads that may be as late as an index. */
  readonly lagging: Table;
}

/**
 * An error put in on purpose, between the code and its world or into the code: the proof must find it. Each
 * task has wrappers of its own.
 */
export interface Plant {
  /** What is done wrong. */
  readonly what: string;
  /** Puts it between the code and its table. */
  table?(table: Table, task: Task, around: Around): Table;
  /** The same for a function that handles a batch of records. */
  handling?(table: Table, batch: readonly StreamRecord[]): Table;
  /** Puts it into sizes and times. */
  readonly limits?: Partial<Limits>;
  /** How much clocks differ, either way, in milliseconds. */
  readonly skew?: number;
  /** The only mix whose programs look for it; none: all mixes do. */
  readonly focus?: Mix;
  /** Whether it takes a thousand programs to find. */
  readonly isRare?: boolean;
  /** Whether a batch of records that failed is passed over. */
  readonly forgets?: boolean;
  /** After so many attempts, or at such an age in milliseconds, records are given up. */
  readonly attempts?: number;
  readonly maxRecordAge?: number;
  /** Puts it into the pages that the verdict reads. */
  readonly page?: Spoil;
  /** Stands in for `handleInOrder`. */
  readonly inOrder?: typeof handleInOrder<StreamRecord>;
  /** Puts it into the text of the code, which a thread of its own loads. */
  readonly patches?: readonly Patch[];
}

export const NOTHING_PLANTED: Plant = { what: "nothing" };

/** Every plant by its switch. */
export const PLANTS: Readonly<Record<string, Plant>> = {
  ...EDGES,
  ...BOUNDS,
  ...RECORDS,
  ...DELIVERIES,
  ...FEEDS,
  ...CELEBRITIES,
  ...CHAINS,
  ...PAGES,
  ...SPREAD,
  ...TEXTS,
};
