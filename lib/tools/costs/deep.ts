import { names, seedActions, seedFollowing } from "./seed.ts";
import { NOW, PAGE, SETTLED, type World } from "./world.ts";

/** Actions of each stream below the page, so that none is exhausted. */
const BELOW = 20;

interface Deep {
  readonly followed: number;
  readonly everyRole?: number;
  /** The page to open, counted from 1. */
  readonly page: number;
  readonly reader?: string;
}

/** A reader below their feed's rows. @returns the actions, the number of streams, what opens the page */
export async function deepFeed(world: World, { followed, everyRole = 0, page, reader = "bob" }: Deep) {
  const all = names(`followed-by-${reader}`, followed);
  const actions = await seedActions(world, all, page * PAGE + BELOW * followed);
  await seedFollowing(world, reader, all.slice(0, everyRole), false);
  await seedFollowing(world, reader, all.slice(everyRole));
  await world.feed(reader, NOW);
  const { generation } = await world.feed(reader);
  const above = actions[(page - 1) * PAGE - 1];
  const from = above && { below: above.position, generation };
  const open = async () => (await world.feed(reader, SETTLED, from)).items;
  return { actions, roles: followed + 2 * everyRole, open };
}
