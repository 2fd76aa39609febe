import type { RecordableHistogram } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../domain/merge.ts";
import { localCredentials, localToken } from "../local/credentials.ts";
import { startService } from "../local/service.ts";
import { apiAs } from "./api.ts";
import { progress } from "./figures.ts";
import { Heaps } from "./heap.ts";
import { wrongActivities, wrongFeeds } from "./soak-check.ts";
import { Mix } from "./soak-mix.ts";

const PEOPLE = 100;
const FOLLOWED = 10;
/** Of what was held while nobody waited: a rate that leaves room. */
const SHARE = 0.6;
const MINUTE = 60_000;

interface SoakOptions {
  readonly minutes: number;
  /** Share of requests that mean no good. */
  readonly hostile: number;
}

/** What a long run of a realistic mix came to. */
interface SoakReport {
  readonly minutes: number;
  readonly perSecond: number;
  readonly requests: number;
  readonly hostileRequests: number;
  /** Answers other than success to good requests, and 5xx to any. */
  readonly failures: readonly string[];
  readonly readMilliseconds: ReturnType<typeof shape>;
  readonly postMilliseconds: ReturnType<typeof shape>;
  /** Megabytes in use after collection, minute by minute from the second on; and the last against the first, in per cent. */
  readonly heap: readonly number[];
  readonly heapGrowthPercent: number;
  /** Milliseconds from a post to its row in a follower's feed, once a minute. */
  readonly lag: readonly number[];
  readonly posts: number;
  /** Posts that were acknowledged and are not in their actor's stream; feeds that are not what their streams say. */
  readonly lost: number;
  readonly wrongFeeds: number;
}

/** A realistic mix on the local service at a rate that it holds, for minutes; then everything is looked at. */
export async function benchSoak({ minutes, hostile: share }: SoakOptions): Promise<SoakReport> {
  const service = await startService({ port: 0, onStep: progress });
  const heaps = new Heaps();
  try {
    await heaps.open();
    const people = Array.from({ length: PEOPLE }, (_person, index) => `user-${index}`);
    const follows = people.map((_person, index) => followedBy(index));
    const admin = await apiAs(service.url);
    await eachAtMost(4, [...follows.entries()], ([index, followed]) => {
      const body = followed.map((one) => ({ user: `user:user-${index}`, follow_object: `user:user-${one}`, send_action: false }));
      return admin.call("POST", "/follows/batch", { follows: body });
    });
    const credentials = await localCredentials();
    const tokens = await Promise.all(people.map((person) => localToken(credentials, person)));
    const fan = follows.findIndex((followed) => followed.includes(0));
    const world = new Mix(service.url, tokens, fan);
    progress("looking for the rate that it holds");
    const perSecond = Math.floor(SHARE * (await world.closed(10_000)));
    const [heap, lag]: [number[], number[]] = [[], []];
    const ending = Date.now() + minutes * MINUTE;
    const load = world.open(perSecond, share, ending);
    for (let minute = 1; Date.now() + MINUTE / 2 < ending; minute++) {
      await sleep(Math.min(MINUTE, ending - Date.now()));
      lag.push(await world.lag());
      if (minute > 1 || minutes < 3) heap.push(Math.round((await heaps.afterCollection()) / 1e5) / 10);
      progress(`minute ${minute} of ${minutes}: ${world.requests} requests, heap ${heap.at(-1) ?? "?"} MB, lag ${lag.at(-1)} ms`);
    }
    await load;
    progress("looking at every stream and feed");
    const [lost, wrong] = [
      await wrongActivities(service.url, tokens, world.posted),
      await wrongFeeds(service.url, tokens, follows),
    ];
    return {
      ...{ minutes, perSecond, requests: world.requests, hostileRequests: world.hostileRequests },
      failures: [...new Set(world.failures)].slice(0, 20),
      readMilliseconds: shape(world.reads),
      postMilliseconds: shape(world.posts),
      ...{ heap, heapGrowthPercent: Math.round(1000 * ((heap.at(-1) ?? 1) / (heap[0] ?? 1) - 1)) / 10, lag },
      ...{ posts: world.posted.length, lost, wrongFeeds: wrong },
    };
  } finally {
    heaps.close();
    await service.stop();
  }
}

/** Everybody follows some, and the first ones are followed by most. */
const followedBy = (index: number): number[] => [
  ...new Set(
    Array.from({ length: FOLLOWED }, (_one, at) => Math.floor(PEOPLE * ((at + 1) / (FOLLOWED + 1)) ** 2 + index) % PEOPLE),
  ),
];

const shape = (times: RecordableHistogram) => ({
  p50: times.percentile(50) / 1000,
  p90: times.percentile(90) / 1000,
  p99: times.percentile(99) / 1000,
});
