import { reconcile } from "../../store/notifications/reconcile.ts";
import { countsOf } from "../../store/notifications/counts.ts";
import { type Scenario, costOf } from "./cost.ts";
import { OWNER, copyGroup, fullGroup, notify, told } from "./seed-notes.ts";
import { NOW, type World } from "./world.ts";

const BADGE = "a badge: count 5 groups that are not seen";

async function groups(world: World, count: number): Promise<void> {
  await notify(world, [await told(world, "alice", "document:1")]);
  await copyGroup(world, count - 1);
}

/** Creating and changing notifications, in small groups unless stated: heads of a kilobyte. */
export const notifying: readonly Scenario[] = [
  {
    operation: "notify somebody: a new group",
    inMonth: 90_000,
    // Head and index row. The action, the state and the head, and the first two again.
    floor: { write: 2, read: 5 },
    budget: { write: 4, read: 5 },
    measure: async (world) => {
      const telling = await told(world, "alice", "document:1");
      return costOf(await world.measure(() => notify(world, [telling])));
    },
  },
  {
    operation: "a member more, and the group moves up",
    inMonth: 180_000,
    floor: { write: 3, read: 5 },
    budget: { write: 6, read: 5 },
    measure: async (world) => {
      await notify(world, [await told(world, "alice", "document:0")]);
      const telling = await told(world, "bob", "document:0");
      return costOf(await world.measure(() => notify(world, [telling])));
    },
  },
  {
    operation: "the same in a full group: 8 members and 3 actors with avatars, in a head of 2 KB",
    floor: { write: 4, read: 5 },
    budget: { write: 6, read: 6 },
    measure: async (world) => {
      await fullGroup(world, 7);
      const telling = await told(world, "bob", "document:1");
      return costOf(await world.measure(() => notify(world, [telling])));
    },
  },
  {
    operation: "a ninth member: two rows take the oldest",
    // Two rows, then the head, and its index row twice.
    floor: { write: 6, read: 5 },
    budget: { write: 6, read: 7 },
    measure: async (world) => {
      await fullGroup(world, 8);
      const telling = await told(world, "bob", "document:1");
      return costOf(await world.measure(() => notify(world, [telling])));
    },
  },
  {
    operation: "the same again: nothing to change",
    floor: { write: 0, read: 3 },
    budget: { write: 0, read: 4 },
    measure: async (world) => {
      const { group, seed } = await told(world, "alice", "document:1");
      const work = () => reconcile(world.table, { owner: OWNER, group }, [seed], () => NOW);
      await work();
      return costOf(await world.measure(work));
    },
  },
  {
    operation: BADGE,
    isRequest: true,
    inMonth: 900_000,
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 1.5, queries: 1 },
    measure: async (world) => {
      await groups(world, 5);
      return costOf(await world.measure(() => countsOf(world.table, OWNER, NOW)));
    },
  },
  {
    operation: "a badge: 1,000 groups that are not seen",
    isRequest: true,
    floor: { write: 0, read: 20 },
    budget: { write: 0, read: 25 },
    measure: async (world) => {
      await groups(world, 1000);
      return costOf(await world.measure(() => countsOf(world.table, OWNER, NOW)));
    },
  },
];
