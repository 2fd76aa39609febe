import { DAY, HOUR } from "../../domain/time.ts";
import { activity, publicStream } from "../../store/streams/streams.ts";
import { ROLES, type Role } from "../../domain/incarnation.ts";
import { type Cost, type Scenario, costOf, each } from "./cost.ts";
import { deepFeed } from "./deep.ts";
import { names, seedActions, seedEntities, seedFollowing } from "./seed.ts";
import { NOW, SETTLED, type World, user } from "./world.ts";

/** It makes a feed's row exactly 750 bytes, its limit. */
const LONGEST = "x".repeat(440);
/** All its actions lie below the rows of a build. */
const PULLED_PAGE = 5;
const TOO_LONG = "x".repeat(600);
const INCARNATION = {
  read: 0.5,
  because: "the entity's incarnation, so that what a deletion took away is gone at once",
};

async function warm(world: World, description: string, actions = 130): Promise<void> {
  await seedActions(world, ["alice"], actions, { description });
  await world.follow("bob", "alice");
  await world.feed("bob", NOW);
  await world.feed("bob");
}

async function activityPage(world: World, roles: readonly Role[]): Promise<Cost> {
  await seedEntities(world, ["alice"]);
  for (let index = 0; index < 30; index++) {
    for (const entity of [{}, { target: "user:alice" }, { action_object: "user:alice" }]) {
      await world.post(
        Object.keys(entity).length === 0 ? "alice" : "bob",
        { target: "repository:1", action_object: "commit:1", ...entity },
        NOW + index,
      );
    }
  }
  return costOf(
    await world.measure(() => world.page((table, walk) => activity(table, user("alice"), roles, walk))),
  );
}

async function build(world: World, followed: number, actions: number): Promise<Cost> {
  const [reader, all] = [`reader-${followed}-${actions}`, names(`followed-${followed}-${actions}`, followed)];
  await seedEntities(world, all);
  await seedActions(world, all, followed * actions);
  await seedFollowing(world, reader, all);
  return costOf(await world.measure(() => world.feed(reader)));
}

async function pull(world: World, followed: number): Promise<Cost> {
  const { open } = await deepFeed(world, { followed, page: PULLED_PAGE, reader: `deep-${followed}` });
  return costOf(await world.measure(open));
}

/** A first page, with or without somebody who has joined since the feed was built. */
async function joined(world: World, joins: boolean): Promise<Cost> {
  const [reader, first] = [`reader-${joins}`, `first-${joins}`];
  await seedActions(world, [first, "joining"], 200);
  await world.follow(reader, first);
  await world.feed(reader, NOW);
  await world.feed(reader);
  if (joins) await world.follow(reader, "joining");
  return costOf(await world.measure(() => world.feed(reader)));
}

async function settle(world: World, followed: number): Promise<Cost> {
  const [reader, all] = [`settler-${followed}`, names(`settled-${followed}`, followed)];
  await seedActions(world, all, 2 * followed);
  await seedFollowing(world, reader, all);
  await world.feed(reader, NOW);
  return costOf(await world.measure(() => world.feed(reader)));
}

/** A page of a final generation that so many have joined, with a window of rows from after their actions. */
async function foldIn(world: World, joining: number): Promise<Cost> {
  const [reader, first] = [`folder-${joining}`, `stayed-${joining}`];
  const joined = names(`folded-${joining}`, joining);
  await seedActions(world, [first], 60);
  await seedActions(world, joined, joining, { newest: NOW - HOUR });
  await seedEntities(world, joined);
  await world.follow(reader, first);
  for (const now of [NOW, NOW + DAY + 1]) await world.feed(reader, now);
  for (const one of joined) await world.follow(reader, one);
  return costOf(await world.measure(() => world.feed(reader, NOW + DAY + 2)));
}

export const reading: readonly Scenario[] = [
  {
    operation: "first page of a warm feed: 25 actions of 750 bytes",
    isRequest: true,
    inMonth: 600_000,
    floor: { write: 0, read: 2.5 },
    budget: { write: 0, read: 2.5, queries: 1 },
    measure: async (world) => {
      await warm(world, LONGEST);
      return costOf(await world.measure(() => world.feed("bob")));
    },
  },
  {
    operation: "a later page",
    isRequest: true,
    inMonth: 300_000,
    floor: { write: 0, read: 3 },
    budget: { write: 0, read: 3.5, queries: 1 },
    measure: async (world) => {
      await warm(world, LONGEST);
      const first = await world.feed("bob");
      return costOf(await world.measure(() => world.feed("bob", SETTLED, first)));
    },
  },
  {
    operation: "the first page of a day",
    isRequest: true,
    inMonth: 300_000,
    floor: { write: 1, read: 2.5 },
    budget: { write: 1, read: 2.5, queries: 1 },
    measure: async (world) => {
      // So few that their rows live for a month.
      await warm(world, LONGEST, 40);
      // Not on the first day, at whose end a generation checks again for what an index lacked.
      await world.feed("bob", SETTLED + DAY + 1);
      return costOf(await world.measure(() => world.feed("bob", SETTLED + 3 * DAY)));
    },
  },
  {
    operation: "a first page of 25 actions that are too long for a row",
    isRequest: true,
    floor: { write: 0, read: 13.5 },
    // Half a unit for each action, and for one more that shows whether there is a next page.
    budget: { write: 0, read: 2.5 + 26 * 0.5, queries: 1 },
    measure: async (world) => {
      await warm(world, TOO_LONG);
      return costOf(await world.measure(() => world.feed("bob")));
    },
  },
  {
    operation: "a page of somebody's activity, any role",
    isRequest: true,
    inMonth: 200_000,
    floor: { write: 0, read: 2.5 },
    budget: { write: 0, read: 7.5, queries: 3 },
    beyond: INCARNATION,
    measure: (world) => activityPage(world, ROLES),
  },
  {
    operation: "the same, one role",
    isRequest: true,
    floor: { write: 0, read: 2.5 },
    budget: { write: 0, read: 2.5, queries: 1 },
    beyond: INCARNATION,
    measure: (world) => activityPage(world, ["actor"]),
  },
  {
    operation: "a page of the public stream",
    isRequest: true,
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 2.5, queries: 1 },
    measure: async (world) => {
      for (const action of await seedActions(world, ["alice"], 30)) await world.deliver(action);
      return costOf(await world.measure(() => world.page(publicStream)));
    },
  },
  {
    operation: "build a feed, each row",
    inMonth: 1_200_000,
    floor: { write: 1, read: 1 },
    budget: { write: 1, read: 1, queries: 0 },
    measure: async (world) => each(await build(world, 12, 4), await build(world, 12, 2), 24),
  },
  {
    operation: "build a feed, each followed entity",
    inMonth: 240_000,
    // Its stream, and whether it is pulled.
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, queries: 1 },
    measure: async (world) => each(await build(world, 50, 2), await build(world, 25, 4), 25),
  },
  {
    operation: "settle a feed, each followed entity",
    floor: { write: 0, read: 0.5 },
    budget: { write: 0, queries: 1 },
    measure: async (world) => each(await settle(world, 50), await settle(world, 25), 25),
  },
  {
    operation: "give rows to what has joined a feed, each",
    // Its stream, and whether it is pulled.
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 1.5, queries: 1 },
    measure: async (world) => each(await foldIn(world, 3), await foldIn(world, 1), 2),
  },
  {
    operation: "a page by pulling, each followed entity",
    floor: { write: 0, read: 0.5 },
    budget: { write: 0, queries: 1 },
    measure: async (world) => each(await pull(world, 50), await pull(world, 25), 25),
  },
  {
    operation: "what has joined a feed, each page",
    floor: { write: 0, read: 0.5 },
    budget: { write: 0, queries: 1 },
    measure: async (world) => each(await joined(world, true), await joined(world, false), 1),
  },
];
