import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../../../domain/merge.ts";
import { turn } from "../load.ts";
import type { Send } from "./client.ts";
import type { Peer } from "./peer.ts";
import { cpuOf, total } from "./processes.ts";
import { type Posts, STAR } from "./workload.ts";

const SECONDS_OF_READING = 1.5;
const POSTS = 60;
const POSTS_OF_STAR = 5;
const MOMENT = 200;
const SMALL = 20;
const PATIENCE = 20_000;

export interface Started {
  readonly name: string;
  readonly peer: Peer;
  readonly send: Send;
}

export interface Contestant extends Started {
  /** Milliseconds of processor time that it takes in a second in which nobody asks for anything. */
  readonly idle: number;
}

export interface Turn {
  readonly times: readonly number[];
  readonly milliseconds: number;
  readonly cpu: number;
}

export interface Phase {
  readonly operation: string;
  round(): (contestant: Contestant) => Promise<Turn>;
}

/** Reading pages and posting, alone and eight at once, and the posts of who has most followers. */
export const phases = (users: number, posts: Posts): Phase[] => [
  ...[1, 8].map((atOnce) => ({
    operation: `page of a feed, ${atOnce} at once`,
    round: () => (contestant: Contestant) => reading(contestant, users, atOnce),
  })),
  ...[1, 8].map((atOnce) => ({
    operation: `post, ${atOnce} at once`,
    round: () => posting(posts, POSTS, atOnce),
  })),
  { operation: "post of the star, 1 at once", round: () => posting(posts, POSTS_OF_STAR, 1, STAR) },
];

function reading(contestant: Contestant, users: number, atOnce: number): Promise<Turn> {
  const { peer, send } = contestant;
  let asked = 0;
  const work = () => send(peer.feed(1 + (asked++ % users)));
  return measured(contestant, () => turn(work, atOnce, SECONDS_OF_READING));
}

function posting(posts: Posts, count: number, atOnce: number, actor?: number) {
  const some = posts.next(count, atOnce > 1, actor);
  return (contestant: Contestant): Promise<Turn> =>
    measured(contestant, () =>
      eachAtMost(atOnce, some, async (post) => {
        const began = performance.now();
        await contestant.send(contestant.peer.post(post));
        return performance.now() - began;
      }),
    );
}

/** With the processor time of what goes on behind the last answer, but not with the time that it takes. */
async function measured({ peer: { roots }, idle }: Contestant, work: () => Promise<number[]>): Promise<Turn> {
  const before = total(roots, cpuOf);
  const began = performance.now();
  const times = await work();
  const milliseconds = performance.now() - began;
  const answered = total(roots, cpuOf);
  const waited = await settled(roots, idle);
  const behind = Math.max(0, total(roots, cpuOf) - answered - (idle * waited) / 1000);
  return { times, milliseconds, cpu: answered - before + behind };
}

/** Waits until a peer does as little as when nobody asks, three moments in a row. @returns milliseconds */
export async function settled(roots: readonly number[], idle: number): Promise<number> {
  const began = performance.now();
  const most = (idle * MOMENT) / 1000 + SMALL;
  let before = total(roots, cpuOf);
  for (let quiet = 0; quiet < 3 && performance.now() - began < PATIENCE;) {
    await sleep(MOMENT);
    const now = total(roots, cpuOf);
    quiet = now - before <= most ? quiet + 1 : 0;
    before = now;
  }
  return performance.now() - began;
}
