import { INDEX_OF_ROLE } from "../../contract/table.ts";
import type { StoredAction } from "../../domain/action.ts";
import { entryId } from "../../domain/action.ts";
import type { EntityRef } from "../../domain/entity.ts";
import { type Incarnation, ROLES, type Role, isPast } from "../../domain/incarnation.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { after } from "../../domain/position.ts";
import { parseAction } from "../actions/action-item.ts";
import { deleteAction, getAction } from "../actions/actions.ts";
import { chunks } from "../../table/batch.ts";
import { CLASSES, followerEdges, followingEdges } from "../graph/edges.ts";
import { mutesOfIt, ownMutes } from "../mutes/purge-mutes.ts";
import { resetState } from "../feeds/feed-state.ts";
import { VISIBILITIES, type Visibility } from "../../domain/visibility.ts";
import { type EdgeClass, actionPartition, edgeClass } from "../../table/keys.ts";
import { queryPages } from "../../table/query.ts";
import { purgeNotes } from "../notifications/purge-notes.ts";
import { removeFollows } from "../graph/remove-follows.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import { keysToRead } from "../streams/shards.ts";
import type { Table } from "../../table/table.ts";

const AT_ONCE = 8;
/** Follows that go in one transaction. */
const TOGETHER = 10;

export interface Removal {
  readonly entity: EntityRef;
  readonly incarnation: Incarnation;
  readonly deadline: number;
  now(): number;
  onProgress(removed: Removed): void;
}

interface Removed {
  readonly follows: number;
  readonly mutes: number;
  readonly notifications: number;
  readonly actions: number;
}

/**
 * E7. Removes what an entity's earlier incarnations left, its actions last, so that followers' feeds need no
 * retraction. Runs may be cut off or overlap. @returns whether nothing was left, as far as indexes show
 */
export async function purge(table: Table, removal: Removal): Promise<boolean> {
  const removed = { follows: 0, mutes: 0, notifications: 0, actions: 0 };
  const walks = [
    { kind: "follows" as const, walk: ownFollows(table, removal) },
    ...CLASSES.map((edges) => ({ kind: "follows" as const, walk: followers(table, removal, edges) })),
    { kind: "mutes" as const, walk: ownMutes(table, removal.entity, removal.incarnation) },
    { kind: "mutes" as const, walk: mutesOfIt(table, removal.entity, removal.incarnation) },
    { kind: "notifications" as const, walk: purgeNotes(table, removal.entity, removal.incarnation) },
    ...VISIBILITIES.flatMap((visibility) =>
      ROLES.map((role) => ({ kind: "actions" as const, walk: actions(table, removal, visibility, role) })),
    ),
  ];
  for (const { kind, walk } of walks) {
    for await (const count of walk) {
      removed[kind] += count;
      if (count > 0) removal.onProgress({ ...removed });
      if (removal.now() >= removal.deadline) return false;
    }
  }
  return true;
}

type Walk = AsyncGenerator<number, void, undefined>;

async function* ownFollows(table: Table, { entity, incarnation, now }: Removal): Walk {
  let low: string | undefined;
  for (;;) {
    const page = await followingEdges(table, entity, { low }, table.limits.page);
    const past = page
      .map(({ edge }) => edge)
      .filter(({ followerIncarnation }) => followerIncarnation < incarnation);
    for (const flag of new Set(past.map((edge) => edge.flag)))
      await resetState(table, { owner: entity, flag }, incarnation, now());
    await eachAtMost(AT_ONCE, chunks(past, TOGETHER), (some) => removeFollows(table, some, undefined));
    yield past.length;
    const last = page.at(-1);
    if (last === undefined || page.length < table.limits.page) return;
    low = after(last.sk);
  }
}

/** The entity's followers: each one's feed begins a new generation. */
async function* followers(table: Table, { entity, incarnation, now }: Removal, edges: EdgeClass): Walk {
  let low: string | undefined;
  for (;;) {
    const page = await followerEdges(table, { entity, edges }, { low }, table.limits.page);
    const past = page
      .map(({ edge }) => ({ ...edge, actorOnly: edge.edges === edgeClass(true) }))
      .filter(({ followedIncarnation }) => followedIncarnation < incarnation);
    await eachAtMost(AT_ONCE, chunks(past, TOGETHER), (some) => removeFollows(table, some, now()));
    yield past.length;
    const last = page.at(-1);
    if (last === undefined || page.length < table.limits.page) return;
    low = after(last.sk);
  }
}

async function* actions(
  table: Table,
  { entity, incarnation, now }: Removal,
  visibility: Visibility,
  role: Role,
): Walk {
  const [keys, index] = [await keysToRead(table, entity), INDEX_OF_ROLE[role]];
  for (let key = 0; key < keys; key++) {
    const partition = actionPartition(visibility, entity, key);
    for await (const page of queryPages(table, partition, { index, direction: "older" })) {
      const past = page.map(parseAction).filter((action) => isPast(action, role, incarnation));
      await eachAtMost(AT_ONCE, past, (action) => removeAction(table, action, now()));
      yield past.length;
    }
  }
}

/** An index may lag; an action never returns to an earlier incarnation. */
async function removeAction(table: Table, seen: StoredAction, now: number): Promise<void> {
  let action: StoredAction | undefined = seen;
  await withBackoff(table, async () => {
    if (action === undefined || (await deleteAction(table, action, now))) return undefined;
    action = await getAction(table, entryId(seen));
    return AGAIN;
  });
}
