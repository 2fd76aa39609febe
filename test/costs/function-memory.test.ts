import { expect, test } from "vitest";
import { names, seedActions, seedEntities, seedFollowing } from "../../lib/tools/costs/seed.ts";
import { NOW } from "../../lib/tools/costs/world.ts";
import { freshWorld } from "../support/fresh-table.ts";

const READS = 400;
/** Lambda gives a whole core at this much memory, and its share below. */
const WHOLE_CORE = 1769;
const GB_SECOND = 0.0000133334;
/** A query of DynamoDB, seen from a function. */
const ROUND_TRIP_MS = 5;

test("a page of a warm feed takes less than 5 ms of CPU; what that costs by a function's memory", async () => {
  const world = await freshWorld();
  const all = names("followed", 20);
  await seedEntities(world, all);
  await seedActions(world, all, 130);
  await seedFollowing(world, "reader", all);
  await world.feed("reader", NOW);
  for (let index = 0; index < READS; index++) await world.feed("reader");
  const before = process.cpuUsage();
  for (let index = 0; index < READS; index++) await world.feed("reader");
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000 / READS;
  const rows = [512, 1024, WHOLE_CORE].map((megabytes) => {
    const milliseconds = (cpu * WHOLE_CORE) / megabytes + ROUND_TRIP_MS;
    return { megabytes, milliseconds, aMillion: (megabytes / 1024) * milliseconds * 1000 * GB_SECOND };
  });
  console.table([{ cpu }, ...rows]);
  expect(cpu).toBeLessThan(5);
});
