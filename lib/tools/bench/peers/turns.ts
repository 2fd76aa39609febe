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
/** What a peer does besides in a moment when nobody asks for anything. */
const MOMENT = 200;
const IDLE_SHARE = 0.15;
const PATIENCE = 20_000;

/** A peer that is measured. */
export interface Contestant {
  readonly name: string;
  readonly peer: Peer;
  readonly send: Send;
}

/** What one turn of one peer was. */
export interface Turn {
  readonly times: readonly number[];
  readonly milliseconds: number;
  readonly cpu: number;
}

/** An operation; a round makes the same work for every peer. */
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

async function reading({ peer, send }: Contestant, users: number, atOnce: number): Promise<Turn> {
  let asked = 0;
  const work = () => send(peer.feed(1 + (asked++ % users)));
  return measured(peer, () => turn(work, atOnce, SECONDS_OF_READING));
}

function posting(posts: Posts, count: number, atOnce: number, actor?: number) {
  const some = posts.next(count, atOnce > 1, actor);
  return ({ peer, send }: Contestant): Promise<Turn> =>
    measured(peer, () =>
      eachAtMost(atOnce, some, async (post) => {
        const began = performance.now();
        await send(peer.post(post));
        return performance.now() - began;
      }),
    );
}

/** With the processor time of what goes on behind the last answer, but not with the time that it takes. */
async function measured({ roots }: Peer, work: () => Promise<number[]>): Promise<Turn> {
  const cpuBefore = total(roots, cpuOf);
  const began = performance.now();
  const times = await work();
  const milliseconds = performance.now() - began;
  await settled(roots);
  return { times, milliseconds, cpu: total(roots, cpuOf) - cpuBefore };
}

/** Waits until a peer is quiet, three moments in a row. */
export async function settled(roots: readonly number[]): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (let [quiet, before] = [0, total(roots, cpuOf)]; quiet < 3 && performance.now() < end;) {
    await sleep(MOMENT);
    const now = total(roots, cpuOf);
    quiet = now - before <= IDLE_SHARE * MOMENT ? quiet + 1 : 0;
    before = now;
  }
}
