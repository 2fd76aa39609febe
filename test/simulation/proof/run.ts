import { LIMITS, type Limits } from "../../../lib/domain/limits.ts";
import { DAY, SECOND } from "../../../lib/domain/time.ts";
import { Doings } from "./doings.ts";
import { beginAll } from "./operations.ts";
import { unendedJob, unerased } from "./jobs-verdict.ts";
import { NOTHING_PLANTED, type Plant } from "./plants.ts";
import type { Program } from "./programs.ts";
import { verdict } from "./verdict.ts";
import { World } from "./world.ts";

/** So many entries are examined for a filtered page, and read at once. */
const FEW = { examined: 3, filteredChunk: 4 };
/** Small sizes, so that small programs meet every border. */
const SMALL: Partial<Limits> = {
  window: 3,
  pulledEntities: 3,
  joined: 2,
  inPlace: 1,
  chunk: 2,
  together: 1,
  states: 2,
  page: 3,
  ranges: 6,
  asleepAfter: 10 * DAY,
  firstAsleepAfter: 3 * DAY,
  inline: 2,
  retention: 25 * DAY,
  shardsRemembered: 3 * SECOND,
  shardsUsedAfter: 10 * SECOND,
  // Longer than a call of the API.
  keysUsedAfter: 35 * SECOND,
  boundAhead: 20 * SECOND,
  askAll: 1,
  // Three posts in a minute, with two followers.
  hotFrom: 0.1,
  hotLook: 3,
  ...FEW,
};

/** Runs a program. @returns what was not as the definition says, or `undefined` */
export async function run(
  { steps, ...settings }: Program,
  plant: Plant = NOTHING_PLANTED,
): Promise<string | undefined> {
  const world = new World(settings, plant, { ...LIMITS, ...SMALL, ...plant.limits });
  const doings = new Doings();
  await beginAll(world, doings, steps);
  await world.quieten();
  const wrong = world.wrong ?? unendedJob(world) ?? unerased(world) ?? (await verdict(world, doings));
  // What the first look built is read by the second.
  return wrong ?? (world.random.chance(0.3) ? await verdict(world, doings) : undefined);
}
