import { PREFIX } from "../../../lib/contract/table.ts";
import { newAction } from "../../../lib/domain/action.ts";
import { entityKey } from "../../../lib/domain/entity.ts";
import { DEFAULT_FLAG } from "../../../lib/domain/follow.ts";
import { LIMITS } from "../../../lib/domain/limits.ts";
import { takePage } from "../../../lib/domain/page.ts";
import { postAction } from "../../../lib/store/actions/post-action.ts";
import { openFeed } from "../../../lib/store/feeds/feeds.ts";
import { postFollow } from "../../../lib/store/graph/post-follow.ts";
import { Memory } from "../../../lib/table/memory.ts";
import type { Table } from "../../../lib/table/table.ts";
import { Heat, MOST } from "../../../lib/tools/costs/heat.ts";
import { progress } from "../../../lib/tools/bench/figures.ts";
import { Scheduler } from "../scheduler.ts";
import { SimulatedTable } from "../simulated-table.ts";
import { consume } from "./consume.ts";
import { HOT, MIX, actorOf, person, targetOf, wishOf } from "./mix.ts";
import { seed } from "./seed.ts";

const PAGE = 25;
const SHOWN = 10;
const SHARDS = 16;
/** Seconds that a function is busy with a request. */
const BUSY = 0.015;
/** As long as the mean of the sample of real events. */
const DESCRIPTION = "x".repeat(230);

interface HeatReport {
  readonly rows: readonly {
    readonly where: string;
    readonly key: string;
    readonly kind: string;
    readonly unitsPerSecond: number;
    readonly hottestSecond: number;
    readonly ofWhatItTakes: string;
  }[];
}

/**
 * Plays posts, reads and follows in virtual time against the simulated table, with the code that runs behind
 * functions and stream. One part of `scale` is played, of rates and people alike; units are shown times `scale`.
 */
export async function benchHeat(scale: number, listShards: number, keys: number): Promise<HeatReport> {
  const scheduler = new Scheduler(1);
  const begin = scheduler.time;
  // In full size each post reads more followers, not only more posts the same.
  const copies = (key: string) => (key.startsWith(PREFIX.followers) ? scale : 1);
  const heat = new Heat(() => scheduler.time - begin, copies);
  const table = new SimulatedTable(scheduler, {
    ...{ heat, shards: SHARDS },
    limits: {
      ...{ ...LIMITS, listShards, shardsUsedAfter: 0 },
      // Posts and followers are both fewer.
      hotFrom: LIMITS.hotFrom / scale ** 2,
      hotLook: Math.max(1, Math.round(LIMITS.hotLook / scale)),
    },
  });
  progress("making people");
  seed(table, { scale, keys }, scheduler.now());
  consume(table, scheduler, scale);
  const failed: unknown[] = [];
  const { random } = scheduler;
  // A function instance works for one request at a time, for about so long.
  const instances = (rate: number) =>
    Array.from({ length: Math.ceil((rate * BUSY) / scale) }, () =>
      table.open(undefined, undefined, new Memory()),
    );
  const play = (rate: number, work: (table: Table, now: number) => Promise<unknown>) => {
    const count = Math.round((rate / scale) * MIX.seconds);
    const open = instances(rate);
    for (let at = 0; at < count; at++)
      scheduler.after((1000 * MIX.seconds * at) / count, () => {
        work(random.pick(open), scheduler.now()).catch((error: unknown) => failed.push(error));
        return true;
      });
  };
  const awake = () => person(random.int((MIX.awake * MIX.people) / scale));
  play(MIX.posts, (open, now) => {
    const { model_type, id } = targetOf(random);
    const input = newAction.parse({
      verb: "pushed",
      target: `${model_type}:${id}`,
      description: DESCRIPTION,
    });
    return postAction(open, { callerKey: "heat", actor: actorOf(random), input }, now);
  });
  play(MIX.reads, async (open, now) => {
    const walk = { range: {}, direction: "older", chunk: PAGE + 1 } as const;
    const feed = await openFeed(open, { owner: awake(), flag: DEFAULT_FLAG, own: false, walk }, now);
    return takePage(feed.entries, PAGE);
  });
  play(MIX.follows, (open, now) =>
    postFollow(
      open,
      {
        ...{ callerKey: "heat", follower: awake(), flag: DEFAULT_FLAG },
        ...{ ...wishOf(random), started: undefined, sendAction: true },
      },
      now,
    ),
  );
  for (let second = 1; second <= MIX.seconds; second++) {
    await scheduler.advance(1000);
    progress(`${second} of ${MIX.seconds} seconds played`);
  }
  await scheduler.run();
  if (failed.length > 0) throw failed[0];
  return { rows: rowsOf(heat, scale) };
}

/** The hottest keys of all, and the hottest of the hot repository in each place, and of followers. */
function rowsOf(heat: Heat, scale: number): HeatReport["rows"] {
  const all = heat.hottest();
  const own = Map.groupBy(
    all.filter(({ key }) => key.endsWith(`#${entityKey(HOT)}`)),
    ({ place, kind }) => `${place} ${kind}`,
  );
  const followers = all.find(({ key, kind }) => kind === "read" && key.startsWith(PREFIX.followers));
  const hottest = [...own.values()].map(([first]) => first);
  const shown = new Set([...all.slice(0, SHOWN), ...hottest, followers].filter((key) => key !== undefined));
  return [...shown].map(({ place: where, key, kind, peak, total }) => ({
    ...{ where, key: `\`${key}\``, kind },
    unitsPerSecond: Math.round((total * scale) / MIX.seconds),
    hottestSecond: Math.round(peak * scale),
    ofWhatItTakes: `${Math.round((100 * peak * scale) / MOST[kind])} %`,
  }));
}
