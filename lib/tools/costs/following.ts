import { followerEdges } from "../../store/graph/edges.ts";
import { countFollowers } from "../../store/graph/follow-counts.ts";
import { type Scenario, costOf } from "./cost.ts";
import { seedEntities } from "./seed.ts";
import { NOW, type World, user } from "./world.ts";

const STAR = "alice";

async function follow({ table }: World) {
  const [found] = await followerEdges(table, { entity: user(STAR), edges: "actor" }, {}, 1);
  return found?.edge;
}

export const following: readonly Scenario[] = [
  {
    operation: "follow, with its action",
    isRequest: true,
    isTold: true,
    inMonth: 10_000,
    floor: { write: 16, read: 3 },
    budget: { write: 16, queries: 0 },
    measure: async (world) => {
      await seedEntities(world, ["bob", STAR]);
      return costOf(await world.measure(() => world.follow("bob", STAR)));
    },
  },
  {
    operation: "count it",
    inMonth: 10_000,
    floor: { write: 4, read: 1 },
    budget: { write: 4, queries: 0 },
    measure: async (world) => {
      await seedEntities(world, ["bob", STAR]);
      await world.follow("bob", STAR);
      const change = { gone: undefined, come: await follow(world) };
      return costOf(await world.measure(() => countFollowers(world.table, user(STAR), [change], NOW)));
    },
  },
  {
    operation: "unfollow",
    isRequest: true,
    isTold: true,
    inMonth: 2_000,
    floor: { write: 10, read: 3 },
    budget: { write: 10, queries: 0 },
    measure: async (world) => {
      await seedEntities(world, ["bob", STAR]);
      await world.follow("bob", STAR);
      return costOf(await world.measure(() => world.unfollow("bob", STAR)));
    },
  },
  {
    operation: "count that",
    inMonth: 2_000,
    floor: { write: 4, read: 1 },
    budget: { write: 4, queries: 0 },
    measure: async (world) => {
      await seedEntities(world, ["bob", STAR]);
      await world.follow("bob", STAR);
      const count = (change: Parameters<typeof countFollowers>[2][number]) =>
        countFollowers(world.table, user(STAR), [change], NOW);
      await count({ gone: undefined, come: await follow(world) });
      const gone = await follow(world);
      await world.unfollow("bob", STAR);
      return costOf(await world.measure(() => count({ gone, come: undefined })));
    },
  },
];
