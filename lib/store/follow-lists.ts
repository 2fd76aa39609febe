import { INDEXES } from "../contract/table.ts";
import { type EntityRef, entityKey, parseEntityKey } from "../domain/entity.ts";
import type { Epoch } from "../domain/epoch.ts";
import { type Edge, type Follow, MAX_FLAGS, type MergedFollow, type StoredFollow, mergeFollows } from "../domain/follow.ts";
import { early } from "../domain/merge.ts";
import { type Direction, type Position, type Range, after, rest } from "../domain/position.ts";
import { compareUtf8 } from "../domain/text.ts";
import { CLASSES, flagsOf, getFollows, parseFollow } from "./edges.ts";
import { getEpoch } from "./entities.ts";
import {
  flagRange,
  followListPartition,
  followPosition,
  followersPartition,
  followingPartition,
  parseFollowerSort,
} from "./keys.ts";
import { query } from "./query.ts";
import type { Walk } from "./streams.ts";
import type { Table } from "./table.ts";

export type Side = "followers" | "following";

/** A record in a list, at its place in the list's order. */
export interface Listed<T> {
  readonly position: Position;
  readonly follow: T;
}

type Walked<T> = AsyncGenerator<Listed<T>, void, undefined>;

/** L1. One entity's followers, or whom it follows, with one flag, newest first. */
export async function* followList(table: Table, entity: EntityRef, side: Side, flag: string, walk: Walk): Walked<Follow> {
  const index = side === "followers" ? INDEXES.followed : INDEXES.follower;
  const epoch = early(getEpoch(table, entity));
  const listed = paged(walk, async (range, direction, limit) => {
    const items = await query(table, followListPartition(flag, entity), { index, range, direction, limit });
    return items.map(parseFollow).map((follow) => ({ position: followPosition(follow.started, follow), follow }));
  });
  for await (const one of listed) if (epochOn(side, one.follow) >= (await epoch)) yield one;
}

const epochOn = (side: Side, { followedEpoch, followerEpoch }: StoredFollow): Epoch =>
  side === "followers" ? followedEpoch : followerEpoch;

/** L2. The same with every flag, an entity once, ordered by type and id: positions are entity keys. */
export async function* mergedFollowList(table: Table, entity: EntityRef, side: Side, walk: Walk): Walked<MergedFollow> {
  const sources = side === "followers" ? followerWalks(table, entity, walk) : await followedEdges(table, entity, walk);
  const epoch = early(getEpoch(table, entity));
  let group: Listed<Edge>[] = [];
  const record = async (): Promise<Listed<MergedFollow>[]> => {
    const edges = group.map(({ follow }) => follow);
    const present = await epoch;
    const follows = (await getFollows(table, edges, false)).filter((follow) => epochOn(side, follow) >= present);
    // An index of the moment: an edge that has gone since is simply not listed.
    return follows.length === 0 ? [] : [{ position: group[0]?.position ?? "", follow: mergeFollows(follows) }];
  };
  for await (const edge of mergeSorted(sources, walk.direction)) {
    if (group[0] !== undefined && group[0].position !== edge.position) {
      yield* await record();
      group = [];
    }
    group.push(edge);
  }
  if (group.length > 0) yield* await record();
}

/** The two classes of a followed entity's edges. */
const followerWalks = (table: Table, followed: EntityRef, walk: Walk): Walked<Edge>[] =>
  CLASSES.map((edges) =>
    paged(walk, async ({ low, high }, direction, limit) => {
      // A sort key is the follower and then a flag, so the upper end must lie behind every flag.
      const range = { low, high: high === undefined ? undefined : after(high) };
      const items = await query(table, followersPartition(followed, edges), { range, direction, limit: limit * MAX_FLAGS });
      return wholeFollowers(items, limit * MAX_FLAGS).map((item) => {
        const { follower, flag } = parseFollowerSort(item["sk"] as string);
        return { position: follower, follow: { follower: parseEntityKey(follower), followed, flag } };
      });
    }),
  );

/** A full page may end amid one follower's flags: that follower is left to the next page. */
function wholeFollowers(items: Record<string, unknown>[], limit: number): Record<string, unknown>[] {
  if (items.length < limit) return items;
  const follower = (item: Record<string, unknown> | undefined) => parseFollowerSort(item?.["sk"] as string).follower;
  return items.filter((item) => follower(item) !== follower(items.at(-1)));
}

/** A follower's edges, one walk a flag. */
async function followedEdges(table: Table, follower: EntityRef, walk: Walk): Promise<Walked<Edge>[]> {
  const flags = await flagsOf(table, follower);
  return flags.map((flag) => {
    const whole = flagRange(flag);
    return paged(walk, async ({ low, high }, direction, limit) => {
      const range = {
        low: low === undefined ? whole.low : whole.low + low,
        high: high === undefined ? whole.high : whole.low + high,
      };
      const items = await query(table, followingPartition(follower), { range, direction, limit });
      return items.map(parseFollow).map((follow) => ({ position: entityKey(follow.followed), follow }));
    });
  });
}

type Fetch<T> = (range: Range, direction: Direction, limit: number) => Promise<Listed<T>[]>;

/** Walks a key range page by page. */
async function* paged<T>({ range, direction, chunk }: Walk, fetch: Fetch<T>): Walked<T> {
  let left = range;
  for (;;) {
    const listed = await fetch(left, direction, chunk);
    yield* listed;
    const last = listed.at(-1);
    if (last === undefined || listed.length < chunk) return;
    left = rest(left, direction, last.position);
  }
}

async function* mergeSorted(sources: readonly Walked<Edge>[], direction: Direction): Walked<Edge> {
  const heads = await Promise.all(sources.map(async (source) => ({ source, step: await source.next() })));
  const sign = direction === "newer" ? 1 : -1;
  for (;;) {
    const open = heads.flatMap((head) => (head.step.done === true ? [] : [{ head, edge: head.step.value }]));
    const [best] = open.sort((a, b) => sign * compareUtf8(a.edge.position, b.edge.position));
    if (best === undefined) return;
    yield best.edge;
    best.head.step = await best.head.source.next();
  }
}
