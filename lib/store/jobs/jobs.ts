import * as z from "zod/mini";
import type { Job, JobPorts } from "./job.ts";
import { pull } from "./pull.ts";
import { remove } from "./remove.ts";
import { nextTurn, takeTurn, turnOfText } from "./turns.ts";

export const jobMessage = z.discriminatedUnion("job", [remove.schema, pull.schema]);

export type JobMessage = z.output<typeof jobMessage>;

/** Every job, by the name that its messages carry. */
const JOBS = { remove, pull } satisfies Readonly<Record<JobMessage["job"], unknown>>;

/** J1. Does one slice of a job. @returns whether the job has come to its end */
export async function runJob(message: JobMessage, ports: JobPorts<JobMessage>): Promise<boolean> {
  const turn = message.turn ?? turnOfText(JSON.stringify(message));
  const job: Pick<Job<typeof jobMessage>, "plan" | "run"> = JOBS[message.job];
  const taken = await takeTurn(ports.table, turn, await job.plan(message, ports), ports.now());
  if (taken === undefined) return false;
  return job.run(message, {
    ...{ ...ports, turn, plan: taken.note },
    enqueueNext: (next, when) => ports.enqueueJob({ ...next, turn: nextTurn(ports.table, turn) }, when),
  });
}
