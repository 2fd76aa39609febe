import { names, seedActions, seedFollowing } from "./seed.ts";
import { NOW, PAGE, SETTLED, type World } from "./world.ts";

/** So many actions of each lie below the page, so that each stream has something to say. */
const BELOW = 20;

interface Deep {
  readonly followed: number;
  /** How many of them are followed in every role. */
  readonly everyRole?: number;
  /** Which page will be opened, counted from 1. */
  readonly page: number;
}

/**
 * A reader far down their feed, where nothing is materialised: they follow many who did about as much each.
 * @returns their actions, newest first; how many streams they have, and what opens the page
 */
export async function deepFeed(world: World, { followed, everyRole = 0, page }: Deep) {
  const all = names("followed", followed);
  const actions = await seedActions(world, all, page * PAGE + BELOW * followed);
  await seedFollowing(world, "bob", all.slice(0, everyRole), false);
  await seedFollowing(world, "bob", all.slice(everyRole));
  await world.feed("bob", NOW);
  const { generation } = await world.feed("bob");
  const above = actions[(page - 1) * PAGE - 1];
  const from = above && { below: above.position, generation };
  const open = async () => (await world.feed("bob", SETTLED, from)).items;
  return { actions, roles: followed + 2 * everyRole, open };
}
