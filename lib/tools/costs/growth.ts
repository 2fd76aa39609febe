import { ROLES } from "../../domain/incarnation.ts";
import { activity } from "../../store/streams/streams.ts";
import { DAY } from "../../domain/time.ts";
import { countsOf } from "../../store/notifications/counts.ts";
import type { Growth } from "./cost.ts";
import { names, seedActions, seedEntities, seedFollowers, seedFollowing } from "./seed.ts";
import { firstPage, withFullGroups } from "./notified.ts";
import { OWNER, notify, told } from "./seed-notes.ts";
import { NOW, PAGE, type World, user } from "./world.ts";

const STAR = "alice";

async function warmFeed(world: World, followed: readonly string[], actions: number): Promise<void> {
  await seedActions(world, followed, actions);
  await seedFollowing(world, "bob", followed);
  await world.feed("bob", NOW);
  await world.feed("bob");
}

async function withGroups(world: World, count: number): Promise<Pick<World, "table">> {
  await withFullGroups(world, count);
  return { table: { ...world.table, limits: { ...world.table.limits, retention: count * DAY } } };
}

export const growths = (actions: number): readonly Growth[] => [
  {
    operation: "post an action, before fan-out",
    of: "followers",
    sizes: [10, 10_000],
    measure: async (world, size) => {
      await seedEntities(world, [STAR]);
      await seedEntities(world, ["1"], "repository");
      await seedFollowers(world, STAR, names("follower", size));
      return world.measure(() => world.post(STAR, { target: "repository:1" }));
    },
  },
  {
    operation: "first page of a warm feed",
    of: "actions",
    sizes: [100, actions],
    measure: async (world, size) => {
      await warmFeed(world, [STAR], size);
      return world.measure(() => world.feed("bob"));
    },
  },
  {
    operation: "first page of a warm feed",
    of: "followed entities",
    sizes: [10, 1000],
    measure: async (world, size) => {
      await warmFeed(world, names("followed", size), 1000);
      return world.measure(() => world.feed("bob"));
    },
  },
  {
    operation: "a page of somebody's activity, any role",
    of: "actions",
    sizes: [100, actions],
    measure: async (world, size) => {
      await seedEntities(world, [STAR]);
      await seedActions(world, [STAR], size);
      return world.measure(() => world.page((table, walk) => activity(table, user(STAR), ROLES, walk)));
    },
  },
  {
    operation: "a badge: count 5 groups that are not seen",
    of: "notifications",
    sizes: [10, 10_000],
    measure: async (world, size) => {
      const { table } = await withGroups(world, size);
      return world.measure(() => countsOf(table, OWNER, NOW));
    },
  },
  {
    operation: "the first 9 notifications",
    of: "notifications",
    sizes: [10, 10_000],
    measure: async (world, size) => {
      const kept = await withGroups(world, size);
      return world.measure(() => firstPage(kept, 9));
    },
  },
  {
    operation: "the first 25 notifications",
    of: "notifications, three a day",
    sizes: [30, 10_000],
    measure: async (world, size) => {
      const kept = await withGroups(world, size);
      return world.measure(() => firstPage(kept, PAGE));
    },
  },
  {
    operation: "the first 25 notifications of one day",
    of: "notifications that day",
    sizes: [100, 10_000],
    measure: async (world, size) => {
      await withFullGroups(world, size, DAY / size);
      return world.measure(() => firstPage(world, PAGE));
    },
  },
  {
    operation: "notify somebody: a new group",
    of: "notifications",
    sizes: [10, 10_000],
    measure: async (world, size) => {
      await withGroups(world, size);
      const telling = await told(world, "alice", "document:new");
      return world.measure(() => notify(world, [telling]));
    },
  },
  {
    operation: "a member more, and the group moves up",
    of: "notifications",
    sizes: [10, 10_000],
    measure: async (world, size) => {
      await withGroups(world, size);
      const telling = await told(world, "alice", "document:1");
      return world.measure(() => notify(world, [telling]));
    },
  },
];
