import { DAY } from "../../domain/time.ts";
import { type Cost, NOTHING, type Scenario, costOf, each } from "./cost.ts";
import { names, seedEntities, seedFeeds, seedFollowers } from "./seed.ts";
import { NOW, type World } from "./world.ts";

const [FEW, MANY] = [100, 200];

async function post(world: World, on: object): Promise<Cost> {
  await seedEntities(world, ["alice"]);
  await seedEntities(world, ["1"], "repository");
  await seedEntities(world, ["1"], "commit");
  return costOf(await world.measure(() => world.post("alice", on)));
}

/** What one more follower adds to the work on an action, without finding them. */
async function eachFollower(world: World, lastRead: number, retract = false): Promise<Cost> {
  const costs: Cost[] = [];
  for (const count of [FEW, MANY]) {
    const [star, fans] = [`star-${count}`, names(`fan-${count}`, count)];
    await seedFollowers(world, star, fans);
    await seedFeeds(world, fans, lastRead);
    const action = await world.post(star);
    if (retract) {
      await world.deliver(action);
      await world.hide(action);
    }
    costs.push(costOf(await world.measure(() => world.deliver(action)), "BatchGet", "BatchWrite"));
  }
  const [few, many] = costs as [Cost, Cost];
  return each(many, few, MANY - FEW);
}

async function finding(world: World, count: number): Promise<Cost> {
  const fans = names("follower", count);
  await seedFollowers(world, "star", fans);
  await seedFeeds(world, fans);
  const action = await world.post("star");
  return each(costOf(await world.measure(() => world.deliver(action)), "Query"), NOTHING, count);
}

export const posting: readonly Scenario[] = [
  {
    operation: "post an action with a target, before fan-out",
    isRequest: true,
    isTold: true,
    inMonth: 100_000,
    floor: { write: 3, read: 2 },
    budget: { write: 3, queries: 0 },
    measure: (world) => post(world, { target: "repository:1" }),
  },
  {
    operation: "the same with an action object too",
    isRequest: true,
    isTold: true,
    floor: { write: 4, read: 3 },
    budget: { write: 4, queries: 0 },
    measure: (world) => post(world, { target: "repository:1", action_object: "commit:1" }),
  },
  {
    operation: "list it: the public stream and those of two types",
    inMonth: 100_000,
    floor: { write: 3, read: 1 },
    budget: { write: 3 },
    measure: async (world) => {
      await post(world, {});
      const action = await world.post("alice", { target: "repository:1" });
      return costOf(await world.measure(() => world.deliver(action)));
    },
  },
  {
    operation: "deliver it into a feed, each",
    inMonth: 2_000_000,
    // The state is read eventually consistent: half a unit.
    floor: { write: 1, read: 0.5 },
    budget: { write: 1, read: 0.5 },
    measure: (world) => eachFollower(world, NOW),
  },
  {
    operation: "pass by a follower whose feed sleeps, each",
    floor: { write: 0, read: 0.5 },
    budget: { write: 0, read: 0.5 },
    measure: (world) => eachFollower(world, NOW - 40 * DAY),
  },
  {
    operation: "retract it from a feed, each",
    floor: { write: 1, read: 1 },
    budget: { write: 1, read: 1 },
    measure: (world) => eachFollower(world, NOW, true),
  },
  {
    operation: "find 500 followers, each",
    floor: { write: 0, read: 0.05 },
    budget: { write: 0, read: 0.08 },
    measure: (world) => finding(world, 500),
  },
  {
    operation: "find 3,000 followers, in chunks, each",
    floor: { write: 0, read: 0.05 },
    budget: { write: 0, read: 0.08 },
    measure: (world) => finding(world, 3000),
  },
];
