import type { Table } from "../../table/table.ts";
import type { Delegate } from "../feeds/deliver.ts";
import type { JobMessage } from "../jobs/jobs.ts";
import type { Images } from "./change-record.ts";

export interface ProjectionPorts {
  readonly table: Table;
  readonly now: number;
  /** Milliseconds of the server's clock, for work that stamps what it writes. */
  clock(): number;
  /** Followers from which an entity is pulled. */
  readonly celebrityFollowers: number;
  readonly delegate: Delegate;
  enqueueJob(message: JobMessage): Promise<void>;
}

/**
 * Something kept up to date behind the table's changes. The law: handling records twice, late, or out of
 * order ends as handling each once.
 */
export interface Projection {
  /**
   * Handles the records of one group (`recordGroup`); it must ignore those of other projections. @returns how
   * many feeds were written
   */
  handle(images: readonly Images[], ports: ProjectionPorts): Promise<number>;
}
