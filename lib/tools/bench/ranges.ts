import { eachAtMost } from "../../domain/merge.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { LIMITS } from "../../domain/limits.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { followerItem, followingItem } from "../../store/graph/edges.ts";
import { batchWrite } from "../../table/batch.ts";
import { withWorlds } from "../costs/run.ts";
import { beginPull } from "../../store/feeds/pull-switch.ts";
import { deleteEntity } from "../../store/entities/delete-entity.ts";
import { putEntity } from "../../store/entities/put-entity.ts";
import type { JobPorts } from "../../store/jobs/job.ts";
import { type JobMessage, runJob } from "../../store/jobs/jobs.ts";
import { pullJob } from "../../store/jobs/pull.ts";
import { removalJob } from "../../store/jobs/remove.ts";
import type { Table } from "../../table/table.ts";
import { progress } from "./figures.ts";
import { hundredMillion } from "./hundred-million.ts";
import { fansOf, seedFollowers, user } from "./seed.ts";

/** Milliseconds of a slice: short, so that a small job is cut, too. */
const SLICE = 500;

interface Speed {
  readonly chains: number;
  readonly followers: number;
  /** Chunks of `limits.states` followers whose feeds are told to pull. */
  readonly switchChunksPerSecond: number;
  /** Chunks of `limits.page` follows that are removed. */
  readonly removalChunksPerSecond: number;
  readonly messages: number;
}

interface RangesReport {
  readonly notes: readonly string[];
  readonly rows: readonly Speed[];
}

export const benchRanges = (followers: number, chains: readonly number[]): Promise<RangesReport> =>
  withWorlds(async (newWorld) => {
    const rows: Speed[] = [];
    for (const most of chains) rows.push(await measure((await newWorld()).table, followers, most));
    const [fewest] = rows.toSorted((a, b) => a.chains - b.chains);
    return { notes: fewest === undefined ? [] : hundredMillion(ofOneChain(fewest)), rows };
  });

const ofOneChain = ({ chains, switchChunksPerSecond, removalChunksPerSecond }: Speed) => ({
  toldPerSecond: (switchChunksPerSecond * LIMITS.states) / chains,
  removedPerSecond: (removalChunksPerSecond * LIMITS.page) / chains,
});

async function measure(whole: Table, followers: number, chains: number): Promise<Speed> {
  const table = { ...whole, limits: { ...whole.limits, ranges: chains } };
  const star = user("star");
  await putEntity(table, star, {});
  await seedFollowers(table, star.id, followers, (done) =>
    progress(`${done} of ${followers} followers made`),
  );
  await batchWrite(
    table,
    fansOf(star.id, followers).flatMap((fan) => bothSides(fan, star)),
    [],
  );
  const told = await drain(table, pullJob(table, star, (await beginPull(table, star)) ?? ""), chains);
  await deleteEntity(table, star, Date.now());
  const removed = await drain(table, removalJob(table, star, 1), chains);
  const chunks = (size: number, seconds: number) => Math.round((100 * followers) / size / seconds) / 100;
  return {
    ...{ chains, followers },
    switchChunksPerSecond: chunks(table.limits.states, told.seconds),
    removalChunksPerSecond: chunks(table.limits.page, removed.seconds),
    messages: told.messages + removed.messages,
  };
}

function bothSides(follower: EntityRef, followed: EntityRef): Record<string, unknown>[] {
  const started = new Date().toISOString();
  const edge = { follower, followed, flag: DEFAULT_FLAG, started, actorOnly: true, nonce: "seed" };
  const follow = { ...edge, followerIncarnation: 0, followedIncarnation: 0 };
  return [followingItem(follow), followerItem(follow)];
}

const isSecondLook = (message: JobMessage): boolean => message.job === "remove" && message.look === "second";

/** Does a job with so many messages at once, until it ends or would look a second time. */
async function drain(
  table: Table,
  first: JobMessage,
  atOnce: number,
): Promise<{ seconds: number; messages: number }> {
  const began = performance.now();
  let [open, messages] = [[first], 0];
  while (open.length > 0) {
    messages += open.length;
    const next: JobMessage[] = [];
    const ports: Omit<JobPorts<JobMessage>, "deadline"> = {
      ...{ table, now: Date.now, onWork: () => undefined },
      enqueueJobs: (messages) =>
        Promise.resolve(void next.push(...messages.filter((message) => !isSecondLook(message)))),
    };
    await eachAtMost(atOnce, open, (message) => runJob(message, { ...ports, deadline: Date.now() + SLICE }));
    open = next;
  }
  return { seconds: (performance.now() - began) / 1000, messages };
}
