import type { RecordableHistogram } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { eachAtMost } from "../../domain/merge.ts";
import { startService } from "../../local/service.ts";
import { apiAs } from "./api.ts";
import { progress } from "./figures.ts";
import { Heap } from "./heap.ts";
import { wrongActivities, wrongFeeds } from "./soak-check.ts";
import { Mix } from "./soak-mix.ts";
import { type Person, busiest } from "./soak-people.ts";

const PEOPLE = 100;
const FOLLOWED = 10;
const SHARES = [1.6, 1.4, 1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
const TRIAL = 20_000;
/** The long run's rate relative to the trial's: DynamoDB Local slows down as it fills. */
const FOR_LONG = 0.8;
/** A trial fails if its requests are later than this, because the delay would grow. */
const BEHIND = 100;
/** Milliseconds within which a post must reach a feed. */
const LAG = 1500;
const MINUTE = 60_000;

interface SoakOptions {
  readonly minutes: number;
  readonly hostile: number;
  /** Requests a second; absent: the highest rate that is held. */
  readonly rate: number | undefined;
}

interface SoakReport {
  readonly minutes: number;
  readonly perSecond: number;
  readonly millisecondsBehind: number;
  readonly requests: number;
  readonly hostileRequests: number;
  /** Unsuccessful answers to good requests, and 5xx to any. */
  readonly failures: readonly string[];
  readonly readMilliseconds: ReturnType<typeof shape>;
  readonly postMilliseconds: ReturnType<typeof shape>;
  /** Megabytes after garbage collection, of the gateway and a function, by minute; the last to the first. */
  readonly heap: readonly number[];
  readonly heapGrowthPercent: number;
  /** Milliseconds from a post to its row in a follower's feed, once a minute. */
  readonly lag: readonly number[];
  readonly posts: number;
  /** Successful posts that are missing from their actor's stream; feeds that differ from their streams. */
  readonly lost: number;
  readonly wrongFeeds: number;
}

export async function benchSoak({ minutes, hostile: share, rate }: SoakOptions): Promise<SoakReport> {
  const service = await startService({ port: 0, onStep: progress });
  const gateway = new Heap();
  try {
    gateway.open();
    const people = await busiest(PEOPLE);
    const follows = people.map((_person, index) => followedBy(index).map((one) => people[one] as Person));
    const admin = await apiAs(service.url);
    await eachAtMost(4, [...people.entries()], ([index, { id }]) => {
      const followed = follows[index] ?? [];
      const body = followed.map((one) => ({
        user: `user:${id}`,
        follow_object: `user:${one.id}`,
        send_action: false,
      }));
      return admin.call("POST", "/follows/batch", { follows: body });
    });
    const fan = people[follows.findIndex((followed) => followed.includes(people[0] as Person))] as Person;
    const world = new Mix(service.url, people, fan);
    const perSecond = rate ?? Math.floor(FOR_LONG * (await highest(world)));
    world.forget();
    const [heap, lag]: [number[], number[]] = [[], []];
    const began = Date.now();
    const load = world.open(perSecond, share, began + minutes * MINUTE);
    for (let minute = 1; minute <= minutes; minute++) {
      await sleep(began + (minute - 0.5) * MINUTE - Date.now());
      lag.push(await world.lag());
      if (minute > 1 || minutes < 3) {
        const functions = await service.heaps();
        const used =
          (await gateway.afterCollection()) +
          functions.reduce((sum, one) => sum + one, 0) / (functions.length || 1);
        heap.push(Math.round(used / 1e5) / 10);
      }
      progress(
        `minute ${minute} of ${minutes}: ${world.requests} requests, heap ${heap.at(-1) ?? "?"} MB, lag ${lag.at(-1)} ms`,
      );
    }
    const millisecondsBehind = await load;
    progress("looking at every stream and feed");
    const [lost, wrong] = [
      await wrongActivities(service.url, people, world.posted),
      await wrongFeeds(service.url, people, follows),
    ];
    return {
      ...{
        minutes,
        perSecond,
        millisecondsBehind,
        requests: world.requests,
        hostileRequests: world.hostileRequests,
      },
      failures: [...new Set(world.failures)].slice(0, 20),
      readMilliseconds: shape(world.reads),
      postMilliseconds: shape(world.posts),
      ...{ heap, heapGrowthPercent: Math.round(1000 * ((heap.at(-1) ?? 1) / (heap[0] ?? 1) - 1)) / 10, lag },
      ...{ posts: world.posted.length, lost, wrongFeeds: wrong },
    };
  } finally {
    gateway.close();
    await service.stop();
  }
}

/** The highest rate without failures at which neither requests nor deliveries lag behind. */
async function highest(world: Mix): Promise<number> {
  progress("looking for the highest rate that it holds");
  await world.closed(TRIAL / 2); // warms up
  const most = await world.closed(TRIAL / 2);
  for (const share of SHARES) {
    // First waits for the leftovers of the previous trial, a minute at most.
    await world.lag();
    const rate = Math.floor(share * most);
    const failed = world.failures.length;
    const behind = await world.open(rate, 0, Date.now() + TRIAL);
    const lag = await world.lag();
    const isHeld = behind < BEHIND && lag < LAG && world.failures.length === failed;
    progress(
      `${rate} a second: ${isHeld ? "held" : "not held"}, requests ${behind} ms behind, a post in a feed after ${lag} ms`,
    );
    if (isHeld) return rate;
  }
  throw new Error("no rate was held: the machine is busy with something else");
}

const followedBy = (index: number): number[] => [
  ...new Set(
    Array.from(
      { length: FOLLOWED },
      (_one, at) => Math.floor(PEOPLE * ((at + 1) / (FOLLOWED + 1)) ** 2 + index) % PEOPLE,
    ),
  ),
];

const shape = (times: RecordableHistogram) => ({
  p50: times.percentile(50) / 1000,
  p90: times.percentile(90) / 1000,
  p99: times.percentile(99) / 1000,
});
