import type { Table } from "../../table/table.ts";
import type { Delegate } from "../feeds/deliver.ts";
import type { JobMessage } from "../jobs/jobs.ts";
import type { Images } from "./change-record.ts";

export interface ProjectionPorts {
  readonly table: Table;
  readonly now: number;
  /** Milliseconds of the server's clock, for work that stamps what it writes. */
  clock(): number;
  readonly celebrityFollowers: number;
  readonly delegate: Delegate;
  enqueueJobs(messages: readonly JobMessage[]): Promise<void>;
}

/** Kept up to date behind the table's changes. Repeated, late or disordered records end as each once. */
export interface Projection {
  /** What it handles together, in its order, by the partition and images of a record; `undefined`: not at all. */
  readonly groupOf: (pk: string, images: Images) => string | undefined;
  handle(images: readonly Images[], ports: ProjectionPorts): Promise<number>;
}
