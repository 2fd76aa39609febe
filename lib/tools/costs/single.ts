import { ANY_FLAG, DEFAULT_FLAG } from "../../domain/follow.ts";
import { takePage } from "../../domain/page.ts";
import { type StoredAction, entryId } from "../../domain/action.ts";
import { deleteAction, getLiveAction, updateAction } from "../../store/actions/actions.ts";
import { deleteEntity } from "../../store/entities/delete-entity.ts";
import { getEntity, lookUpEntities } from "../../store/entities/counted-entities.ts";
import { getEntities } from "../../store/entities/entities.ts";
import { putEntity } from "../../store/entities/put-entity.ts";
import { type Side, followList } from "../../store/graph/follow-lists.ts";
import { followsWith } from "../../store/graph/follow-lookups.ts";
import { isFollowing } from "../../store/graph/pair.ts";
import { postFollow } from "../../store/graph/post-follow.ts";
import { typeStream } from "../../store/streams/streams.ts";
import { type Cost, NOTHING, type Scenario, costOf, each } from "./cost.ts";
import { names, seedActions, seedEntities } from "./seed.ts";
import { FIRST, NOW, PAGE, type World, user } from "./world.ts";

const [STAR, FAN] = ["alice", "bob"];

async function withAction(world: World, work: (action: StoredAction) => Promise<unknown>): Promise<Cost> {
  await seedEntities(world, [STAR]);
  await seedEntities(world, ["1"], "repository");
  const action = await world.post(STAR, { target: "repository:1" }, NOW);
  return costOf(await world.measure(() => work(action)));
}

async function withFollow(world: World, work: () => Promise<unknown>): Promise<Cost> {
  await seedEntities(world, [STAR, FAN]);
  await world.follow(FAN, STAR);
  return costOf(await world.measure(work));
}

async function withFollowsOf(world: World, side: Side, flag: string): Promise<Cost> {
  const others = names("other", 100);
  await seedEntities(world, [STAR, ...others]);
  for (const other of others) {
    const [follower, followed] = side === "followers" ? [other, STAR] : [STAR, other];
    for (const name of [DEFAULT_FLAG, "watching"]) {
      const edge = { follower: user(follower), followed: user(followed), flag: name };
      const request = { callerKey: "costs", ...edge, actorOnly: true, started: undefined, sendAction: false };
      await postFollow(world.table, request, NOW);
    }
  }
  const wanted = { entity: user(STAR), side, others: others.map(user), flag };
  const cost = costOf(
    await world.measure(async () => {
      const { items } = await takePage(followsWith(world.table, wanted, FIRST), 100);
      const sides = items.flatMap(({ follow }) => [follow.follower, follow.followed]);
      await getEntities(world.table, sides, false);
    }),
  );
  return each(cost, NOTHING, 100);
}

export const single: readonly Scenario[] = [
  {
    operation: "read one action",
    isRequest: true,
    floor: { write: 0, read: 3 },
    budget: { write: 0, read: 3, queries: 0 },
    measure: (world) => withAction(world, (action) => getLiveAction(world.table, entryId(action))),
  },
  {
    operation: "change it, before what the stream does",
    isRequest: true,
    isTold: true,
    floor: { write: 3, read: 3 },
    budget: { write: 3, read: 3, queries: 0 },
    measure: (world) =>
      withAction(world, async (action) => {
        await getLiveAction(world.table, entryId(action));
        await updateAction(world.table, action, { ...action.body, description: "changed" });
      }),
  },
  {
    operation: "delete it, before what the stream does",
    isRequest: true,
    isTold: true,
    floor: { write: 3, read: 3 },
    budget: { write: 3, read: 3, queries: 0 },
    measure: (world) =>
      withAction(world, async (action) => {
        await getLiveAction(world.table, entryId(action));
        await deleteAction(world.table, action, NOW);
      }),
  },
  {
    operation: "read an entity with its counts",
    isRequest: true,
    floor: { write: 0, read: 2 },
    budget: { write: 0, read: 2, queries: 0 },
    measure: (world) => withFollow(world, () => getEntity(world.table, user(FAN))),
  },
  {
    operation: "look 100 entities up, each",
    isRequest: true,
    floor: { write: 0, read: 1 },
    budget: { write: 0, read: 1, queries: 0 },
    measure: async (world) => {
      const all = names("looked-up", 100);
      await seedEntities(world, all);
      const cost = costOf(await world.measure(() => lookUpEntities(world.table, all.map(user))));
      return each(cost, NOTHING, 100);
    },
  },
  {
    operation: "ask which of 100 entities one follows, each",
    isRequest: true,
    floor: { write: 0, read: 1 },
    budget: { write: 0, read: 1.5, queries: 0 },
    measure: (world) => withFollowsOf(world, "following", DEFAULT_FLAG),
  },
  {
    operation: "the same with every flag, of two",
    isRequest: true,
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 2 * 1.5 },
    measure: (world) => withFollowsOf(world, "following", ANY_FLAG),
  },
  {
    operation: "ask which of 100 follow an entity, each",
    isRequest: true,
    floor: { write: 0, read: 1 },
    budget: { write: 0, read: 1.5, queries: 0 },
    measure: (world) => withFollowsOf(world, "followers", DEFAULT_FLAG),
  },
  {
    operation: "the same with every flag, of two each",
    isRequest: true,
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 2 * 1.5, queries: 2 },
    measure: (world) => withFollowsOf(world, "followers", ANY_FLAG),
  },
  {
    operation: "store its attributes",
    isRequest: true,
    floor: { write: 1, read: 2 },
    budget: { write: 1, read: 2, queries: 0 },
    measure: (world) =>
      withFollow(world, async () => {
        await putEntity(world.table, user(FAN), { name: "Bob" });
        await getEntity(world.table, user(FAN));
      }),
  },
  {
    operation: "ask whether one follows another",
    isRequest: true,
    floor: { write: 0, read: 3 },
    budget: { write: 0, read: 3, queries: 0 },
    measure: (world) =>
      withFollow(world, () =>
        isFollowing(world.table, { follower: user(FAN), followed: user(STAR), flag: DEFAULT_FLAG }),
      ),
  },
  {
    operation: "a page of 25 followers, or of what one follows",
    isRequest: true,
    // The page, the entity's incarnation, and each entity as it is now.
    floor: { write: 0, read: 1 + 0.5 + 26 * 0.5 },
    budget: { write: 0, read: 1.5 + 0.5 + 26 * 0.5, queries: 1 },
    measure: async (world) => {
      const fans = names("fan", PAGE + 5);
      await seedEntities(world, [STAR, ...fans]);
      for (const fan of fans) await world.follow(fan, STAR);
      const list = () =>
        followList(world.table, { entity: user(STAR), side: "followers", flag: DEFAULT_FLAG }, FIRST);
      return costOf(
        await world.measure(async () => {
          const { items } = await takePage(list(), PAGE);
          await getEntities(
            world.table,
            items.flatMap(({ follow }) => [follow.follower, follow.followed]),
            false,
          );
        }),
      );
    },
  },
  {
    operation: "a page of a type's activity",
    isRequest: true,
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 2.5, queries: 1 },
    measure: async (world) => {
      for (const action of await seedActions(world, [STAR], PAGE + 5)) await world.deliver(action);
      return costOf(await world.measure(() => world.page((table, walk) => typeStream(table, "user", walk))));
    },
  },
  {
    operation: "delete an entity, before what it leaves is removed",
    isRequest: true,
    isTold: true,
    floor: { write: 4, read: 1 },
    budget: { write: 4, read: 2 },
    measure: (world) => withFollow(world, () => deleteEntity(world.table, user(STAR), NOW)),
  },
];
