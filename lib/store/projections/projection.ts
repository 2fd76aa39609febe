import type { Table } from "../../table/table.ts";
import type { Delegate } from "../feeds/deliver.ts";
import type { JobMessage } from "../jobs/jobs.ts";
import type { Images } from "./change-record.ts";

/** What keeping up with the table's changes needs of the world around it. */
export interface ProjectionPorts {
  readonly table: Table;
  readonly now: number;
  /** Milliseconds of the server's clock, for work that stamps what it writes. */
  clock(): number;
  /** From how many followers on an entity is pulled. */
  readonly celebrityFollowers: number;
  readonly delegate: Delegate;
  enqueueJob(message: JobMessage): Promise<void>;
}

/**
 * Something that is kept up to date behind the table's changes. The law: handling records twice, late, or
 * after newer ones ends as handling each once.
 */
export interface Projection {
  /**
   * Handles the records of one group (`recordGroup`), of which any may be none of its own. @returns how many
   * feeds were written
   */
  handle(images: readonly Images[], ports: ProjectionPorts): Promise<number>;
}
