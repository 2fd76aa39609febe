import type { limits } from "../../../lib/domain/limits.ts";
import type { Table } from "../../../lib/store/table.ts";
import type { StreamRecord } from "../stream.ts";
import type { World } from "./world.ts";

/** An error put in on purpose: the proof must find it. */
export interface Plant {
  /** Puts it between the code and its table. */
  table?(table: Table, world: World): Table;
  /** Puts it into sizes and times. */
  readonly limits?: Partial<typeof limits>;
  /** Puts it between the stream and the function. */
  records?(batch: readonly StreamRecord[]): readonly StreamRecord[];
}

export const NOTHING_PLANTED: Plant = {};
