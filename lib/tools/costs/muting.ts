import { readGroups } from "../../domain/group-page.ts";
import { takePage } from "../../domain/page.ts";
import type { Walk } from "../../domain/position.ts";
import { countNew, newestMark, raiseMark } from "../../store/feeds/feed-marks.ts";
import { openFeed } from "../../store/feeds/feeds.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { putMute } from "../../store/mutes/mutes.ts";
import { type Scenario, costOf } from "./cost.ts";
import { seedActions } from "./seed.ts";
import { NOW, PAGE, SETTLED, type World, user } from "./world.ts";

const feed = { owner: user("bob"), flag: DEFAULT_FLAG };

/** Bob's settled feed. `mutes`: Bob mutes somebody who is not in it. */
export async function warm(world: World, { rows = 95, mutes = false } = {}): Promise<void> {
  await seedActions(world, ["alice"], rows);
  await world.follow("bob", "alice");
  if (mutes) await putMute(world.table, { muter: user("bob"), muted: user("eve"), until: undefined }, NOW);
  await world.feed("bob", NOW);
  await world.feed("bob");
}

export async function page({ table }: World, mutes: boolean): Promise<void> {
  const walk = { range: {}, direction: "older", chunk: PAGE + 1 } as const;
  const { entries } = await openFeed(table, { ...feed, own: false, walk, mutes, newest: true }, SETTLED);
  await takePage(entries, PAGE);
}

export const muting: readonly Scenario[] = [
  {
    operation: "a first page of a feed, with its mark, of somebody who mutes nobody",
    isRequest: true,
    floor: { write: 0, read: 2 },
    budget: { write: 0, read: 2, queries: 1 },
    measure: async (world) => {
      await warm(world);
      return costOf(await world.measure(() => page(world, false)));
    },
  },
  {
    operation: "the same of a muter",
    isRequest: true,
    // The list of mutes: half a unit for 100 of them.
    floor: { write: 0, read: 2.5 },
    budget: { write: 0, read: 2.5, queries: 1 },
    measure: async (world) => {
      await warm(world, { mutes: true });
      return costOf(await world.measure(() => page(world, true)));
    },
  },
  {
    operation: "25 groups of a feed that cover 95 rows",
    isRequest: true,
    // The rows covered, and no more than a chunk beyond them; those below what a build writes are pulled.
    floor: { write: 0, read: 6.5 },
    budget: { write: 0, read: 9.5 },
    measure: async (world) => {
      await warm(world);
      const groups = {
        range: {},
        selection: undefined,
        grouping: { parts: ["verb", "target"] as const, window: "hour" as const },
        limits: world.table.limits,
        open: async (walk: Walk) => ({
          items: (await openFeed(world.table, { ...feed, own: false, walk }, SETTLED)).entries,
        }),
      };
      return costOf(await world.measure(() => readGroups(groups, PAGE)));
    },
  },
  {
    operation: "how much is new in a feed: 5 entries",
    isRequest: true,
    inMonth: 300_000,
    floor: { write: 0, read: 0.5 },
    budget: { write: 0, read: 1, queries: 1 },
    measure: async (world) => {
      await warm(world);
      const { items } = await world.feed("bob");
      await raiseMark(world.table, feed, { position: items[5]?.position ?? "", incarnation: 0 });
      return costOf(await world.measure(() => countNew(world.table, { feed }, SETTLED)));
    },
  },
  {
    operation: "mark a feed as seen, and count",
    isRequest: true,
    inMonth: 300_000,
    floor: { write: 1, read: 0.5 },
    budget: { write: 1, read: 1, queries: 1 },
    measure: async (world) => {
      await warm(world);
      const known = await newestMark(world.table, feed, SETTLED);
      return costOf(
        await world.measure(async () => {
          await raiseMark(world.table, feed, known);
          await countNew(world.table, { feed, known }, SETTLED);
        }),
      );
    },
  },
];
