import { INDEX_OF_ROLE } from "../../contract/table.ts";
import type { StoredAction } from "../../domain/action.ts";
import { entryId } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { type Incarnation, ROLES, type Role, isPast } from "../../domain/incarnation.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { parseAction } from "../actions/action-item.ts";
import { deleteAction, getAction } from "../actions/actions.ts";
import { chunks } from "../../table/batch.ts";
import { CLASSES, parseFollow, parseFollower } from "../graph/edges.ts";
import { mutesOfIt, ownMutes } from "../mutes/purge-mutes.ts";
import { resetState } from "../feeds/feed-state.ts";
import { VISIBILITIES, type Visibility } from "../../domain/visibility.ts";
import {
  type EdgeClass,
  actionPartition,
  edgeClass,
  followersPartition,
  followingPartition,
} from "../../table/keys.ts";
import { purgeNotes } from "../notifications/purge-notes.ts";
import { removeFollows } from "../graph/remove-follows.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import { keysToRead } from "../streams/shards.ts";
import type { Table } from "../../table/table.ts";
import { type List, type Lists, type Rest, workThrough } from "./lists.ts";

const AT_ONCE = 8;
/** Follows that go in one transaction. */
const TOGETHER = 10;

export interface Removal {
  readonly entity: EntityRef;
  readonly incarnation: Incarnation;
  readonly deadline: number;
  now(): number;
  onProgress(removed: Removed): void;
  /** What ranges have done, with all that comes before it. */
  readonly after?: (typeof CUTTABLE)[number] | undefined;
}

interface Removed {
  readonly follows: number;
  readonly mutes: number;
  readonly notifications: number;
  readonly actions: number;
}

/** Lists of a removal that can be cut into ranges, and left to them. */
export const CUTTABLE = ["followers", "actions"] as const;

/** Where a run stopped: in lists that ranges can do, or among what is never so much. */
interface Unfinished {
  readonly cut?: Rest & { readonly what: (typeof CUTTABLE)[number] };
}

/**
 * E7. Removes what an entity's earlier incarnations left, its actions last, so that followers' feeds need no
 * retraction. Runs may be cut off or overlap. @returns where it stopped; `undefined` where nothing was left, as
 * far as indexes show
 */
export async function purge(table: Table, removal: Removal): Promise<Unfinished | undefined> {
  const { entity, incarnation } = removal;
  const removed = { follows: 0, mutes: 0, notifications: 0, actions: 0 };
  const lists = (what: (typeof CUTTABLE)[number], some: Lists) => {
    const reached = new Map<string, string>();
    return { what, walk: counts(workThrough(table, some, reached)), cut: { what, lists: some, reached } };
  };
  const following = { following: ownFollows(table, removal) };
  const steps = [
    { what: "follows", walk: counts(workThrough(table, following, new Map())) },
    lists("followers", followerLists(table, removal)),
    { what: "mutes", walk: ownMutes(table, entity, incarnation) },
    { what: "mutes", walk: mutesOfIt(table, entity, incarnation) },
    { what: "notifications", walk: purgeNotes(table, entity, incarnation) },
    lists("actions", actionLists(table, removal, await keysToRead(table, entity))),
  ] as const;
  for (const step of steps.slice(steps.findIndex(({ what }) => what === removal.after) + 1)) {
    for await (const count of step.walk) {
      removed[step.what === "followers" ? "follows" : step.what] += count;
      if (count > 0) removal.onProgress({ ...removed });
      if (removal.now() >= removal.deadline) return "cut" in step ? { cut: step.cut } : {};
    }
  }
  return undefined;
}

type Walk = AsyncGenerator<number, void, undefined>;

async function* counts(steps: ReturnType<typeof workThrough>): Walk {
  for await (const { done } of steps) yield done;
}

type Remains = Pick<Removal, "entity" | "incarnation" | "now">;

/** A list of a removal that was left to ranges, by its name: it needs no knowledge of an entity's keys. */
export const removalList = (table: Table, remains: Remains, name: string): List | undefined =>
  ({
    ...followerLists(table, remains),
    ...actionLists(table, remains, Number(name.split(" ")[2] ?? 0) + 1),
  })[name];

const ownFollows = (table: Table, { entity, incarnation, now }: Remains): List => ({
  partition: followingPartition(entity),
  page: table.limits.page,
  work: async (items) => {
    const past = items
      .map(parseFollow)
      .filter(({ followerIncarnation }) => followerIncarnation < incarnation);
    for (const flag of new Set(past.map((edge) => edge.flag)))
      await resetState(table, { owner: entity, flag }, incarnation, now());
    await eachAtMost(AT_ONCE, chunks(past, TOGETHER), (some) => removeFollows(table, some, undefined));
    return past.length;
  },
});

const followerLists = (table: Table, remains: Remains): Lists =>
  Object.fromEntries(CLASSES.map((edges) => [edges, followers(table, remains, edges)]));

const followers = (table: Table, { entity, incarnation, now }: Remains, edges: EdgeClass): List => ({
  partition: followersPartition(entity, edges),
  page: table.limits.page,
  work: async (items) => {
    const past = items
      .map(parseFollower)
      .map((edge) => ({ ...edge, actorOnly: edge.edges === edgeClass(true) }))
      .filter(({ followedIncarnation }) => followedIncarnation < incarnation);
    await eachAtMost(AT_ONCE, chunks(past, TOGETHER), (some) => removeFollows(table, some, now()));
    return past.length;
  },
});

/** Each key that an entity has had in an index is a list; the first is named as if it were the only one. */
const actionLists = (table: Table, remains: Remains, keys: number): Lists =>
  Object.fromEntries(
    Array.from({ length: keys }, (_, key) =>
      VISIBILITIES.flatMap((visibility) =>
        ROLES.map((role) => [
          `${visibility} ${role}${key === 0 ? "" : ` ${key}`}`,
          actions(table, remains, { visibility, role, key }),
        ]),
      ),
    ).flat(),
  );

interface RoleKey {
  readonly visibility: Visibility;
  readonly role: Role;
  readonly key: number;
}

const actions = (
  table: Table,
  { entity, incarnation, now }: Remains,
  { visibility, role, key }: RoleKey,
): List => ({
  partition: actionPartition(visibility, entity, key),
  index: INDEX_OF_ROLE[role],
  page: table.limits.page,
  work: async (items) => {
    const past = items.map(parseAction).filter((action) => isPast(action, role, incarnation));
    await eachAtMost(AT_ONCE, past, (action) => removeAction(table, action, now()));
    return past.length;
  },
});

/** An index may lag; an action never returns to an earlier incarnation. */
async function removeAction(table: Table, seen: StoredAction, now: number): Promise<void> {
  let action: StoredAction | undefined = seen;
  await withBackoff(table, async () => {
    if (action === undefined || (await deleteAction(table, action, now))) return undefined;
    action = await getAction(table, entryId(seen));
    return AGAIN;
  });
}
