import { countNew } from "../../domain/notifications/count.ts";
import { groupIdOf } from "../../domain/notifications/group-id.ts";
import { splitPosition } from "../../domain/position.ts";
import { visible } from "../../store/notifications/arrivals.ts";
import { newestGroups } from "../../store/notifications/page.ts";
import { reconcile, seedOf } from "../../store/notifications/reconcile.ts";
import { getNoteState } from "../../store/notifications/state.ts";
import { type Scenario, costOf } from "./cost.ts";
import { NOW, PAGE, type World, user } from "./world.ts";

const OWNER = user("told");

/** Posts what concerns somebody. @returns the work of telling them */
async function telling(world: World, actor: string, target: string): Promise<() => Promise<void>> {
  const { body, position } = await world.post(actor, { target, to: ["user:told"] });
  const { id, timestamp } = splitPosition(position);
  const place = { owner: OWNER, group: groupIdOf(body, timestamp) };
  return () => reconcile(world.table, place, [seedOf(id, body)], () => NOW);
}

async function notify(world: World, groups: number): Promise<void> {
  for (let index = 0; index < groups; index++) await (await telling(world, "alice", `document:${index}`))();
}

/** What a badge reads. */
async function badge({ table }: World, chunk: number): Promise<void> {
  const state = await getNoteState(table, OWNER);
  await countNew(visible(newestGroups(table, OWNER, { chunk, now: NOW })(state.incarnation)), state);
}

/** Notifications, in small groups: heads of one or two kilobytes. */
export const notifying: readonly Scenario[] = [
  {
    operation: "notify somebody: a new group",
    // Head and index row. The action, the state and the head, and the first two again.
    floor: { write: 2, read: 5 },
    budget: { write: 4, read: 5 },
    measure: async (world) => costOf(await world.measure(await telling(world, "alice", "document:1"))),
  },
  {
    operation: "a member more, and the group moves up",
    // The index row goes and comes.
    floor: { write: 3, read: 5 },
    budget: { write: 6, read: 5 },
    measure: async (world) => {
      await notify(world, 2);
      return costOf(await world.measure(await telling(world, "bob", "document:0")));
    },
  },
  {
    operation: "the same again: nothing to change",
    floor: { write: 0, read: 3 },
    budget: { write: 0, read: 4 },
    measure: async (world) => {
      const work = await telling(world, "alice", "document:1");
      await work();
      return costOf(await world.measure(work));
    },
  },
  {
    operation: "a badge: count 5 groups that are not seen",
    isRequest: true,
    floor: { write: 0, read: 1.5 },
    budget: { write: 0, read: 1.5, queries: 1 },
    measure: async (world) => {
      await notify(world, 5);
      return costOf(await world.measure(() => badge(world, PAGE)));
    },
  },
];
