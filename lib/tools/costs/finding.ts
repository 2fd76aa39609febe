import { lookUpEntities } from "../../store/entities/counted-entities.ts";
import { putEntity } from "../../store/entities/put-entity.ts";
import { findEntities } from "../../store/find/find-entities.ts";
import { nameEntity } from "../../store/find/names.ts";
import { batchWrite } from "../../table/batch.ts";
import { FIND_SHARDS, entityItemKey, findKey } from "../../table/keys.ts";
import { type Cost, NOTHING, type Scenario, costOf, each } from "./cost.ts";
import { names } from "./seed.ts";
import { type World, user } from "./world.ts";

const PERSON = user("a1");
const itemOf = (name: string) => ({ ...entityItemKey(PERSON), attributes: JSON.stringify({ name }) });

async function finding(world: World, limit: number): Promise<Cost> {
  const items = names("anna-lena-karolina", 2 * FIND_SHARDS * limit).flatMap((id) => [
    { ...entityItemKey(user(id)), attributes: JSON.stringify({ name: `${id} meyer` }), revision: "r" },
    ...[id, `${id} meyer`].map((text) => ({ ...findKey(user(id), text) })),
  ]);
  await batchWrite(world.table, items, []);
  return costOf(await world.measure(() => findEntities(world.table, "user", "anna-lena", limit)));
}

export const findingCosts: readonly Scenario[] = [
  {
    operation: "find 10 entities by how their names begin",
    isRequest: true,
    // A query a shard, and each found entity.
    floor: { write: 0, read: FIND_SHARDS * 0.5 + 10 * 0.5 },
    budget: { write: 0, read: FIND_SHARDS * 1 + 10 * 0.5, queries: FIND_SHARDS },
    measure: (world) => finding(world, 10),
  },
  {
    operation: "find 50",
    isRequest: true,
    floor: { write: 0, read: FIND_SHARDS * 1 + 50 * 0.5 },
    budget: { write: 0, read: FIND_SHARDS * 1 + 50 * 0.5, queries: FIND_SHARDS },
    measure: (world) => finding(world, 50),
  },
  {
    operation: "a name that is new: its row and the id's",
    floor: { write: 2, read: 1 },
    budget: { write: 2, read: 2, queries: 0 },
    measure: async (world) => {
      await putEntity(world.table, PERSON, { name: "Ann" });
      const changes = [[undefined, itemOf("Ann")]] as const;
      return costOf(await world.measure(() => nameEntity(world.table, PERSON, changes)));
    },
  },
  {
    operation: "a name that changes: its row comes, the other's goes",
    floor: { write: 2, read: 1 },
    budget: { write: 2, read: 2, queries: 0 },
    measure: async (world) => {
      await putEntity(world.table, PERSON, { name: "Ann" });
      await nameEntity(world.table, PERSON, [[undefined, itemOf("Ann")]]);
      await putEntity(world.table, PERSON, { name: "Bea" });
      const changes = [[itemOf("Ann"), itemOf("Bea")]] as const;
      return costOf(await world.measure(() => nameEntity(world.table, PERSON, changes)));
    },
  },
  {
    operation: "attributes that change, but no name",
    floor: NOTHING,
    budget: NOTHING,
    measure: async (world) => {
      const changes = [[itemOf("Ann"), { ...itemOf("Ann"), followers: 3 }]] as const;
      return costOf(await world.measure(() => nameEntity(world.table, PERSON, changes)));
    },
  },
  {
    operation: "look 100 entities up of which nothing is known, each",
    isRequest: true,
    // Its item and its feed's state; and three queries for follows.
    floor: { write: 0, read: 2.5 },
    budget: { write: 0, read: 2.5, queries: 3 },
    measure: async (world) => {
      const all = names("unknown", 100).map(user);
      return each(costOf(await world.measure(() => lookUpEntities(world.table, all))), NOTHING, 100);
    },
  },
];
