import { expect, test } from "vitest";
import { DAY, HOUR } from "../../lib/domain/time.ts";
import { names, seedActions, seedEntities, seedFollowing } from "../../lib/tools/costs/seed.ts";
import { NOW } from "../../lib/tools/costs/world.ts";
import { freshWorld } from "../support/fresh-table.ts";

const FOLLOWED = 5000;
const ACTIVE = 250;
const CALLS = 350;
const CPU_SECONDS = 2;

test(`a build for ${FOLLOWED} followed, of whom ${ACTIVE} acted today, asks those and no others`, async () => {
  const world = await freshWorld();
  const all = names("followed", FOLLOWED);
  const active = all.slice(0, ACTIVE);
  const [monthAgo, quiet] = [NOW - 30 * DAY, all.slice(ACTIVE)];
  await seedActions(world, quiet, quiet.length, { newest: monthAgo });
  const recent = await seedActions(world, active, ACTIVE, { newest: NOW - HOUR });
  await seedEntities(world, quiet, "user", monthAgo + 6 * HOUR);
  await seedEntities(world, active, "user", NOW + 5 * HOUR);
  await seedFollowing(world, "reader", all);
  // The engine warms up.
  await seedFollowing(world, "other", active);
  await world.feed("other", NOW);

  const before = process.cpuUsage();
  const { calls, read, write } = await world.measure(() => world.feed("reader", NOW));
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1_000_000;
  console.log(`${calls.length} calls, ${read} read units, ${write} write units, ${seconds} s of CPU`);

  expect((await world.feed("reader", NOW)).items.map(({ position }) => position)).toEqual(
    recent.slice(0, 25).map(({ position }) => position),
  );
  expect(calls.length).toBeLessThanOrEqual(CALLS);
  expect(seconds).toBeLessThan(CPU_SECONDS);
});
