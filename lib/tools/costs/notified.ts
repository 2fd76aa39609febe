import { takePage } from "../../domain/page.ts";
import { SECOND } from "../../domain/time.ts";
import { getActions } from "../../store/actions/actions.ts";
import { NOTHING, markGroups } from "../../store/notifications/counts.ts";
import { groupsPage } from "../../store/notifications/list.ts";
import { markAs } from "../../store/notifications/mark.ts";
import { dismiss, getGroup, members } from "../../store/notifications/members.ts";
import { type Scenario, costOf } from "./cost.ts";
import { APART, OWNER, copyGroup, fullGroup } from "./seed-notes.ts";
import { FIRST, NOW, PAGE, type World } from "./world.ts";

const FIRST_PAGE = { limit: PAGE, from: undefined, note: undefined, verb: undefined };
const ALL_GROUPS = { isUnseen: false, isUnread: false };
export async function withFullGroups(world: World, groups: number, apart = APART): Promise<string> {
  const { group } = await fullGroup(world, 8);
  await copyGroup(world, groups - 1, apart);
  const all = { until: NOW - Math.round(5 * apart), groups: [] };
  await markAs(world.table, OWNER, { seen: all, read: all });
  // The secret that signs marks is read once in minutes.
  await firstPage(world);
  return group;
}

export const firstPage = ({ table }: Pick<World, "table">, limit = PAGE) =>
  groupsPage(table, OWNER, { ...FIRST_PAGE, ...ALL_GROUPS, limit }, NOW);

/** A minute after the newest arrival: then a mark names no single groups. */
const LATER = NOW + 61 * SECOND;

export const notified: readonly Scenario[] = [
  {
    operation: "the first 25 notifications, in full groups",
    isRequest: true,
    inMonth: 60_000,
    // The state and 25 index rows; then 25 heads.
    floor: { write: 0, read: 7 },
    budget: { write: 0, read: 8, queries: 2 },
    measure: async (world) => {
      await withFullGroups(world, 60);
      return costOf(await world.measure(() => firstPage(world)));
    },
  },
  {
    operation: "the next 25",
    isRequest: true,
    floor: { write: 0, read: 7 },
    budget: { write: 0, read: 8.5, queries: 3 },
    measure: async (world) => {
      await withFullGroups(world, 60);
      const { next: from, note } = await firstPage(world);
      const asked = { ...FIRST_PAGE, ...ALL_GROUPS, from, note };
      return costOf(await world.measure(() => groupsPage(world.table, OWNER, asked, NOW)));
    },
  },
  {
    operation: "mark a page of them as seen, none younger than a minute, and count",
    isRequest: true,
    inMonth: 60_000,
    // The state, read and written, and the groups that are new then.
    floor: { write: 1, read: 1.5 },
    budget: { write: 1, read: 2, queries: 1 },
    measure: async (world) => {
      await withFullGroups(world, 60);
      const seen = { until: LATER - 60 * SECOND, groups: [] };
      return costOf(
        await world.measure(() => markGroups(world.table, OWNER, { seen, read: NOTHING }, LATER)),
      );
    },
  },
  {
    operation: "the same where one group is younger",
    isRequest: true,
    floor: { write: 4, read: 1.5 },
    budget: { write: 4, read: 2, queries: 1 },
    measure: async (world) => {
      const id = await withFullGroups(world, 60);
      const seen = { until: NOW - 60 * SECOND, groups: [{ id, at: NOW + SECOND }] };
      return costOf(await world.measure(() => markGroups(world.table, OWNER, { seen, read: NOTHING }, NOW)));
    },
  },
  {
    operation: "25 members of a group of 60, with their actions",
    isRequest: true,
    // The state, the head, rows; half a unit for each action.
    floor: { write: 0, read: 17 },
    budget: { write: 0, read: 3 + 3 + 26 * 0.5, queries: 1 },
    measure: async (world) => {
      const { group } = await fullGroup(world, 60);
      const { nondeterminism } = world.table;
      const table = { ...world.table, nondeterminism: { ...nondeterminism, clock: () => NOW } };
      return costOf(
        await world.measure(async () => {
          const head = await getGroup(table, OWNER, group);
          if (head === undefined) throw new Error("there is no group");
          const { items } = await takePage(members(world.table, OWNER, head, FIRST), PAGE);
          await getActions(
            world.table,
            items.map(({ id }) => id),
            false,
          );
        }),
      );
    },
  },
  {
    operation: "dismiss a full group",
    isRequest: true,
    floor: { write: 3, read: 2 },
    budget: { write: 4, read: 2, queries: 0 },
    measure: async (world) => {
      const { group } = await fullGroup(world, 8);
      return costOf(await world.measure(() => dismiss(world.table, OWNER, group, NOW)));
    },
  },
];
