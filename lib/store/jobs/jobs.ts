import * as z from "zod/mini";
import type { JobName } from "../../contract/jobs.ts";
import type { Job, JobPorts, SlicePorts } from "./job.ts";
import { pull } from "./pull.ts";
import { planRange, workOnRange } from "./range-work.ts";
import { remove } from "./remove.ts";
import { nextTurn, takeTurn, turnOfText } from "./turns.ts";

/** Every job, by the name that its messages carry. */
const JOBS = { remove, pull } satisfies Record<JobName, unknown>;

export const jobMessage = z.union(Object.values(JOBS).map(({ schema }) => schema));

export type JobMessage = z.output<typeof jobMessage>;

/** J1. Does one slice of a job. @returns whether the job has come to its end */
export async function runJob(message: JobMessage, ports: JobPorts<JobMessage>): Promise<boolean> {
  const { table, now } = ports;
  const turn = message.turn ?? turnOfText(JSON.stringify(message));
  const slice: SlicePorts<JobMessage> = {
    ...{ ...ports, turn },
    enqueueNext: (next, when) => ports.enqueueJobs([{ ...next, turn: nextTurn(table, turn) }], when),
  };
  const job: Pick<Job<typeof jobMessage>, "run" | "listOf" | "afterRanges"> = JOBS[message.job];
  const { range } = message;
  if (range === undefined)
    return (await takeTurn(table, turn, undefined, now())) !== undefined && job.run(message, slice);
  const list = job.listOf(message, range, ports);
  const planned = await planRange(ports, range, list);
  const taken = await takeTurn(table, turn, planned.cuts, now());
  if (taken === undefined) return false;
  const haveEnded = await workOnRange(slice, message, { ...planned, cuts: taken.note, range, list });
  return haveEnded && job.afterRanges(message, range, ports);
}
