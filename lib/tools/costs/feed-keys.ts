import { DAY, SECOND } from "../../domain/time.ts";
import type { FeedKey } from "../../store/access/feed-key-item.ts";
import { getFeedKey, isOrphan, noteUse } from "../../store/access/feed-key-use.ts";
import { createFeedKey } from "../../store/access/feed-keys.ts";
import { takeToken } from "../../store/access/rate.ts";
import { type Cost, type Scenario, costOf } from "./cost.ts";
import { seedEntities } from "./seed.ts";
import { NOW, type World, user } from "./world.ts";

const owner = { key: "user:user:alice", entity: user("alice") };
const wish = { owner, path: "/feed", stream: "s", name: undefined, expires: undefined, maker: undefined };
const RATE = { perSecond: 1 / 60, burst: 60 };

async function use(table: World["table"], id: string, now: number): Promise<void> {
  const key = (await getFeedKey(table, id)) as FeedKey;
  await takeToken(table, { caller: `feed-key:${id}`, rate: RATE }, now, 0);
  await isOrphan(table, key);
  await noteUse(table, key, now);
}

async function usedAgain(world: World, after: number): Promise<Cost> {
  await seedEntities(world, ["alice"]);
  const made = (await createFeedKey(world.table, wish, NOW)) as { readonly key: FeedKey };
  await use(world.table, made.key.id, NOW + SECOND);
  return costOf(await world.measure(() => use(world.table, made.key.id, NOW + after)));
}

export const feedKeyCosts: readonly Scenario[] = [
  {
    operation: "make a feed key",
    isRequest: true,
    floor: { write: 4, read: 1 },
    budget: { write: 4, read: 2, queries: 1 },
    measure: async (world) => {
      await seedEntities(world, ["alice"]);
      return costOf(await world.measure(() => createFeedKey(world.table, wish, NOW)));
    },
  },
  {
    operation: "a reader's request with it, besides the page",
    // The key, consistently, and its owner's incarnation; a token of its bucket.
    floor: { write: 1, read: 1.5 },
    budget: { write: 1, read: 1.5, queries: 0 },
    measure: (world) => usedAgain(world, DAY - SECOND),
  },
  {
    operation: "the first one of a day",
    floor: { write: 3, read: 1.5 },
    budget: { write: 3, read: 1.5, queries: 0 },
    measure: (world) => usedAgain(world, DAY + 2 * SECOND),
  },
];
