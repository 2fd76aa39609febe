import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../../../domain/merge.ts";
import { progress } from "../figures.ts";
import { clientOf, serialsOf } from "./client.ts";
import { startDjango } from "./django.ts";
import { startFloor } from "./floor.ts";
import type { Peer, StartPeer } from "./peer.ts";
import { checkProc, cpuOf, cpuOfMachine, memoryOf, total } from "./processes.ts";
import { Missing } from "./programs.ts";
import { type Measured, type Row, cpuEach, perSecond, rowsOf } from "./report.ts";
import { startStreamFramework } from "./stream-framework.ts";
import { startTributary } from "./tributary.ts";
import { type Contestant, type Started, phases, settled } from "./turns.ts";
import { type Post, Posts, type Workload, isRight, randomFrom, workloadOf } from "./workload.ts";

/** In the order of the table; the first is what others are compared with. */
const PEERS: Readonly<Record<string, StartPeer>> = {
  tributary: startTributary,
  "django-activity-stream": startDjango,
  "stream-framework": startStreamFramework,
  floor: startFloor,
};
const SEED = 1;
/** Feeds that are looked at whole before and after. */
const SAMPLE = 20;
const PATIENCE = 120_000;
const SECONDS_IDLE = 5;
const BUSY = 10;
const LITTLE = 100;

interface Size {
  readonly users: number;
  readonly followees: number;
  readonly actions: number;
  readonly rounds: number;
}

interface PeersReport {
  readonly notes: readonly string[];
  readonly rows: readonly Row[];
  readonly measured: readonly object[];
}

export async function benchPeers(size: Size): Promise<PeersReport> {
  checkProc();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  const random = randomFrom(SEED);
  const workload = workloadOf(size.users, size.followees, random);
  const posts = new Posts(workload, random);
  const { contestants, missing } = await startAll(workload);
  try {
    const history = posts.next(size.actions, false);
    for (const contestant of contestants) await prepare(contestant, workload, history);
    const sample = sampleOf(size.users);
    await checkAll(contestants, posts, sample);
    const idle = await idleOf(contestants);
    const quiet = contestants.map((one) => ({ ...one, idle: idle[one.name] ?? 0 }));
    const { measured, others } = await measureAll(quiet, size, posts);
    await checkAll(contestants, posts, sample);
    const memory = byName(contestants, ({ roots }) => total(roots, memoryOf));
    const rows = rowsOf({ peers: contestants.map(({ name }) => name), measured, idle, memory });
    const notes = [
      `${size.users} users with ${workload.follows.length} follows by a power law, one of them with three ` +
        `quarters of all as followers; ${size.actions} actions before the first round, ${size.rounds} rounds.`,
      `Other work used ${others} % of the machine meanwhile` +
        (others > BUSY ? ": it was busy, and the figures of a quiet one differ." : "."),
      ...contestants.map(({ name, peer }) => `${name}: ${peer.versions}.`),
      ...missing,
    ];
    return { notes, rows, measured: measured.map(summary) };
  } finally {
    for (const { peer } of contestants) await peer.stop();
  }
}

const byName = (contestants: readonly Started[], figureOf: (peer: Peer) => number) =>
  Object.fromEntries(contestants.map(({ name, peer }) => [name, figureOf(peer)]));

async function idleOf(contestants: readonly Started[]): Promise<Record<string, number>> {
  const now = () => byName(contestants, ({ roots }) => total(roots, cpuOf));
  progress("looking at what they do when nobody asks");
  const before = now();
  await sleep(1000 * SECONDS_IDLE);
  return Object.fromEntries(
    Object.entries(now()).map(([name, after]) => [name, (after - (before[name] ?? 0)) / SECONDS_IDLE]),
  );
}

async function startAll(workload: Workload): Promise<{ contestants: Started[]; missing: string[] }> {
  const contestants: Started[] = [];
  const missing: string[] = [];
  for (const [name, start] of Object.entries(PEERS)) {
    progress(`starting ${name}`);
    try {
      const peer = await start(workload);
      contestants.push({ name, peer, send: clientOf(peer.url) });
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      missing.push(`${name}: not run: ${error.message}.`);
    }
  }
  return { contestants, missing };
}

async function prepare(
  { name, peer, send }: Started,
  { users }: Workload,
  history: readonly Post[],
): Promise<void> {
  const feeds = Array.from({ length: users }, (_user, index) => peer.feed(index + 1));
  progress(`${name}: opening ${users} feeds`);
  await eachAtMost(8, feeds, send);
  for (const [index, post] of history.entries()) {
    if (index % 100 === 0) progress(`${name}: ${index} of ${history.length} actions posted`);
    await send(peer.post(post));
  }
  await settled(peer.roots, LITTLE);
  await eachAtMost(8, feeds, send);
}

const sampleOf = (users: number): number[] =>
  Array.from({ length: Math.min(SAMPLE, users) }, (_one, index) => 1 + Math.floor((index * users) / SAMPLE));

/** @throws where a feed does not show what it has to, even after a while */
async function checkAll(contestants: readonly Started[], posts: Posts, sample: readonly number[]) {
  for (const { name, peer, send } of contestants) {
    progress(`${name}: looking at ${sample.length} feeds`);
    for (const user of new Set(sample)) {
      const feed = posts.feedOf(user);
      const end = performance.now() + PATIENCE;
      for (;;) {
        const page = serialsOf(await send(peer.feed(user)));
        if (isRight(page, feed)) break;
        const newest = feed.slice(0, page.length).map(({ serial }) => serial);
        if (performance.now() > end) {
          throw new Error(`${name} shows user ${user} ${page.join(" ")}, and not ${newest.join(" ")}`);
        }
        await sleep(250);
      }
    }
  }
}

/** In turns, so that whatever else the machine does meets all alike. The first round warms up. */
async function measureAll(contestants: readonly Contestant[], { users, rounds }: Size, posts: Posts) {
  const measured = new Map<string, Measured>();
  let [own, all, began] = [0, 0, 0];
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) [own, all, began] = [cpuOf(process.pid), cpuOfMachine(), performance.now()];
    for (const { operation, round: next } of phases(users, posts)) {
      progress(`round ${round} of ${rounds}: ${operation}`);
      const work = next();
      for (const contestant of contestants) {
        const { times, milliseconds, cpu } = await work(contestant);
        if (round === 0) continue;
        const peer = contestant.name;
        const key = `${operation} ${peer}`;
        const before = measured.get(key) ?? { times: [], milliseconds: 0, cpu: 0 };
        measured.set(key, {
          ...{ operation, peer },
          times: [...before.times, ...times],
          milliseconds: before.milliseconds + milliseconds,
          cpu: before.cpu + cpu,
        });
      }
    }
  }
  const foreign = cpuOfMachine() - all - (cpuOf(process.pid) - own);
  const share = foreign / (availableParallelism() * (performance.now() - began));
  return { measured: [...measured.values()], others: Math.max(0, Math.round(100 * share)) };
}

const summary = (one: Measured): object => ({
  ...{ operation: one.operation, peer: one.peer, calls: one.times.length },
  perSecond: rounded(perSecond(one)),
  cpuEach: rounded(cpuEach(one)),
});

const rounded = (figure: number | undefined): number => Math.round(100 * (figure ?? 0)) / 100;
