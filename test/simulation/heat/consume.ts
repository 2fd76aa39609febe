import { ACTION_KIND, NAMED_ATTRIBUTE, PREFIX } from "../../../lib/contract/table.ts";
import { eachAtMost } from "../../../lib/domain/merge.ts";
import { type Chunk, type Listing, deliverRest } from "../../../lib/store/feeds/deliver.ts";
import { type JobMessage, runJob } from "../../../lib/store/jobs/jobs.ts";
import type { ProjectionPorts } from "../../../lib/store/projections/projection.ts";
import { PASSES } from "../../../lib/store/projections/projections.ts";
import { sharing } from "../../../lib/table/sharing.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { Scheduler } from "../scheduler.ts";
import type { SimulatedTable } from "../simulated-table.ts";
import type { StreamRecord } from "../stream.ts";
import { MIX } from "./mix.ts";

const BATCH = 100;
const WINDOW = 200;
const AT_ONCE = 10;

/** What the filters of the event source let through. */
function isWanted({ pk, new: now }: StreamRecord): boolean {
  if (pk.startsWith(PREFIX.action)) return now?.["kind"] !== ACTION_KIND.idempotency;
  if (pk.startsWith(PREFIX.followers)) return now === undefined || now["counted"] === false;
  return pk.startsWith(PREFIX.entity) && now?.[NAMED_ATTRIBUTE] === true;
}

/** Has the function behind the stream handle what is written from now on. */
export function consume(table: SimulatedTable, scheduler: Scheduler, scale: number): void {
  for (const [shard, records] of table.stream.shards.entries()) {
    const instance = sharing(table.open(undefined));
    const read = async (from: number): Promise<never> => {
      for (let next = from; ;) {
        await table.stream.beyond(shard, next);
        await scheduler.sleep(WINDOW);
        const batch: StreamRecord[] = [];
        while (next < records.length && batch.length < BATCH) {
          const record = records[next++] as StreamRecord;
          if (isWanted(record)) batch.push(record);
        }
        // Not in turn: a run counts units, and nothing here may hold up what comes after it.
        void handle(instance, batch, scheduler, scale);
      }
    };
    void read(records.length);
  }
}

async function handle(
  table: Table,
  batch: readonly StreamRecord[],
  { now }: Scheduler,
  scale: number,
): Promise<void> {
  const delegate = async (rest: Chunk | Listing): Promise<void> => {
    await deliverRest(table, rest, delegate, now());
  };
  const work = async (jobs: readonly JobMessage[]): Promise<void> => {
    const own = { table, now, deadline: Infinity, enqueueJobs: work, onWork: () => undefined };
    for (const job of jobs) await runJob(job, own);
  };
  const ports: ProjectionPorts = {
    ...{ table, now: now(), clock: now, celebrityFollowers: MIX.celebrityFollowers / scale },
    delegate,
    enqueueJobs: work,
  };
  for (const pass of PASSES) {
    const groups = [...Map.groupBy(batch, ({ pk, dynamodb }) => pass.groupOf(pk, dynamodb))].flatMap(
      ([group, records]) => (group === undefined ? [] : [records.map(({ dynamodb }) => dynamodb)]),
    );
    await eachAtMost(AT_ONCE, groups, (images) => pass.handle(images, ports));
  }
}
