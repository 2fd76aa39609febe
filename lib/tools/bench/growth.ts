import { deepFeed } from "../costs/deep.ts";
import { names, seedActions, seedFollowing } from "../costs/seed.ts";
import { NOW, type World } from "../costs/world.ts";
import { type NewWorld, withWorlds } from "../costs/run.ts";
import { figures, progress } from "./figures.ts";
import { plot } from "./plot.ts";

const TIMES = 60;
const WARM_UP = 2000;
const FEW = 20;
const ACTIONS = 5000;

interface Point {
  readonly operation: string;
  readonly of: string;
  readonly size: number;
  readonly p50: number;
  readonly p95: number;
  readonly readUnits: number;
  readonly calls: number;
}

interface GrowthReport {
  readonly rows: readonly Point[];
  readonly plots: Readonly<Record<string, string>>;
}

interface Sizes {
  readonly actions: readonly number[];
  readonly followed: readonly number[];
  readonly pages: readonly number[];
}

export const benchGrowth = (sizes: Sizes): Promise<GrowthReport> =>
  withWorlds(async (newWorld) => {
    progress("warming up");
    const read = await warm(await newWorld(), FEW, ACTIONS);
    for (let time = 0; time < WARM_UP; time++) await read();
    const byActions = await points(
      newWorld,
      { operation: "first page of a warm feed", of: "stored actions", sizes: sizes.actions },
      (world, size) => warm(world, FEW, size),
    );
    const byFollowed = await points(
      newWorld,
      { operation: "first page of a warm feed", of: "followed entities", sizes: sizes.followed },
      (world, size) => warm(world, size, ACTIONS),
    );
    const byPage = await points(
      newWorld,
      { operation: "a page of a feed", of: "page", sizes: sizes.pages },
      async (world, page) => {
        const { open } = await deepFeed(world, { followed: FEW, page });
        return open;
      },
    );
    return {
      rows: [...byActions, ...byFollowed, ...byPage],
      plots: {
        "growth-actions": drawn("First page of a feed as stored actions grow", byActions),
        "growth-followed": drawn("First page of a feed as followed entities grow", byFollowed),
        "growth-pages": drawn(`Page by page down the feed of ${FEW} followed entities`, byPage),
      },
    };
  });

async function warm(world: World, followed: number, actions: number): Promise<() => Promise<unknown>> {
  const all = names("followed", followed);
  await seedActions(world, all, actions);
  await seedFollowing(world, "bob", all);
  await world.feed("bob", NOW);
  await world.feed("bob");
  return () => world.feed("bob");
}

async function points(
  newWorld: NewWorld,
  { operation, of, sizes }: { operation: string; of: string; sizes: readonly number[] },
  make: (world: World, size: number) => Promise<() => Promise<unknown>>,
): Promise<Point[]> {
  const found: Point[] = [];
  for (const size of sizes) {
    progress(`${operation}: ${size} ${of}`);
    const world = await newWorld();
    const open = await make(world, size);
    const { read, calls } = await world.measure(open);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const began = performance.now();
      await open();
      times.push(performance.now() - began);
    }
    const { p50, p95 } = figures(times);
    found.push({ operation, of, size, p50, p95, readUnits: read, calls: calls.length });
  }
  return found;
}

const drawn = (title: string, found: readonly Point[]): string =>
  plot({
    title,
    x: found[0]?.of ?? "",
    y: "milliseconds, read units",
    lines: [
      { name: "p50", points: found.map(({ size, p50 }) => [size, p50]) },
      { name: "p95", points: found.map(({ size, p95 }) => [size, p95]) },
      { name: "read units", points: found.map(({ size, readUnits }) => [size, readUnits]) },
    ],
  });
