import { ANY_FLAG } from "../../../lib/domain/follow.ts";
import { DAY, SECOND } from "../../../lib/domain/time.ts";
import { readPages } from "./read.ts";
import type { World } from "./world.ts";

/** After this long nothing that an index hid is missing in a feed that is read. */
export const SETTLED = 70 * SECOND;
/** About the moment at which a feed falls asleep: so much earlier or later. */
const ABOUT = 5 * SECOND;

const NAPS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  settle: (world) => world.scheduler.advance(SETTLED),
  "almost asleep": async (world) => {
    await settleAll(world);
    await sleepLong(world, world.table.limits.asleepAfter - ABOUT + world.random.int(2 * ABOUT));
  },
  "almost asleep at first": async (world) => {
    readAll(world);
    await sleepLong(world, world.table.limits.firstAsleepAfter - ABOUT + world.random.int(2 * ABOUT));
  },
  day: (world) => world.scheduler.advance(DAY + SETTLED),
  "past sleep": (world) => sleepLong(world, world.table.limits.asleepAfter + DAY),
  long: (world) => sleepLong(world, 31.5 * DAY),
};

/** Failure queues keep messages for fourteen days: so often somebody looks into them. */
const LOOKS = 10 * DAY;

async function sleepLong(world: World, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= LOOKS) {
    await world.attend();
    await world.scheduler.advance(Math.min(left, LOOKS));
  }
}

/** Lets time pass. */
export const nap = async (world: World, length: string): Promise<void> => NAPS[length]?.(world);

/**
 * Everybody reads, two at a time, and again a day later, when all has settled for good: from then on feeds
 * have nothing but what is pushed.
 */
export async function settleAll(world: World): Promise<void> {
  readAll(world);
  await world.scheduler.advance(DAY + SETTLED);
  readAll(world);
}

function readAll(world: World): void {
  for (let index = 0; index < 2 * world.people; index++) {
    const reading = {
      owner: world.person(index),
      flag: ANY_FLAG,
      own: "false",
      size: 1,
      pages: 1,
      back: false,
    } as const;
    world.spawn("read", (table, now) => readPages(table, reading, now));
  }
}
