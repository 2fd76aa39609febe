import { INDEXES } from "../../contract/table.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import {
  type Edge,
  type Follow,
  type MergedFollow,
  type StoredFollow,
  mergeFollows,
} from "../../domain/follow.ts";
import { inOrder, suppressUnhandled } from "../../domain/merge.ts";
import {
  type Direction,
  type Position,
  type Range,
  type Walk,
  after,
  nextChunk,
  rest,
} from "../../domain/position.ts";
import { compareUtf8 } from "../../domain/text.ts";
import { CLASSES, flagsOf, getFollows, parseFollow, parseFollower } from "./edges.ts";
import { getIncarnation } from "../entities/entities.ts";
import {
  flagRange,
  followListPartition,
  followPosition,
  followersPartition,
  followingPartition,
  parseFollowerSort,
} from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";

export type Side = "followers" | "following";

export interface Listed<T> {
  readonly position: Position;
  readonly follow: T;
}

interface ListOfFollows {
  readonly entity: EntityRef;
  readonly side: Side;
}

type Walked<T> = AsyncGenerator<Listed<T>, void, undefined>;

/** L1. One entity's followers, or what it follows, with one flag, newest first. */
export function followList(
  table: Table,
  { entity, side, flag }: ListOfFollows & { readonly flag: string },
  walk: Walk,
): Walked<Follow> {
  const index = side === "followers" ? INDEXES.followed : INDEXES.follower;
  return paged(
    table,
    walk,
    suppressUnhandled(getIncarnation(table, entity)),
    async (range, direction, limit) => {
      const items = await query(table, followListPartition(flag, entity), { index, range, direction, limit });
      const listed = items.map(parseFollow).map((follow) => ({
        position: followPosition(follow.started, follow),
        follow,
        incarnation: incarnationOn(side, follow),
      }));
      return { listed, ended: items.length < limit };
    },
  );
}

export const incarnationOn = (
  side: Side,
  { followedIncarnation, followerIncarnation }: StoredFollow,
): Incarnation => (side === "followers" ? followedIncarnation : followerIncarnation);

/** Pairs whose follows are read together. */
const PAIRS = 25;

/** L2. With every flag, each entity once, by type and id. Pairs that are not `wanted` need no other read. */
export async function* mergedFollowList(
  table: Table,
  { entity, side }: ListOfFollows,
  walk: Walk,
  wanted: (pair: Edge) => boolean,
): Walked<MergedFollow> {
  const incarnation = suppressUnhandled(getIncarnation(table, entity));
  const sources =
    side === "followers"
      ? followerWalks(table, entity, walk, incarnation)
      : await followedWalks(table, entity, walk, incarnation);
  let groups: Listed<Edge>[][] = [];
  const records = async (): Promise<Listed<MergedFollow>[]> => {
    const edges = groups.flat().map(({ follow }) => follow);
    const present = await incarnation;
    const follows = (await getFollows(table, edges.filter(wanted), false)).filter(
      (follow) => incarnationOn(side, follow) >= present,
    );
    const byPair = Map.groupBy(follows, pairOf);
    return groups.flatMap(([first]): Listed<MergedFollow>[] => {
      if (first === undefined) return [];
      const { position, follow } = first;
      if (!wanted(follow))
        return [{ position, follow: { ...follow, flags: [], started: "", actorOnly: true } }];
      const found = byPair.get(pairOf(follow));
      // An edge that has just been removed is not listed.
      return found === undefined ? [] : [{ position, follow: mergeFollows(found) }];
    });
  };
  for await (const edges of inOrder(sources, walk.direction, compareUtf8)) {
    const last = groups.at(-1);
    // A source may have several edges of one pair.
    if (last?.[0]?.position === edges[0].position) last.push(...edges);
    else {
      if (groups.length === PAIRS) {
        yield* await records();
        groups = [];
      }
      groups.push(edges);
    }
  }
  yield* await records();
}

const pairOf = ({ follower, followed }: Edge): string => `${entityKey(follower)}\n${entityKey(followed)}`;

const followerWalks = (
  table: Table,
  followed: EntityRef,
  walk: Walk,
  incarnation: Promise<Incarnation>,
): Walked<Edge>[] =>
  CLASSES.map((edges) =>
    paged(table, walk, incarnation, async ({ low, high }, direction, limit) => {
      // A sort key is the follower and then a flag, so the upper end must sort above every flag.
      const range = { low, high: high === undefined ? undefined : after(high) };
      const { items, ended } = await wholeFollowers(limit * table.limits.flags, (most) =>
        query(table, followersPartition(followed, edges), { range, direction, limit: most }),
      );
      const listed = items.map((item) => {
        const edge = parseFollower(item);
        return { position: entityKey(edge.follower), follow: edge, incarnation: edge.followedIncarnation };
      });
      return { listed, ended };
    }),
  );

/** A page ends with all flags of its last follower. One follower alone is read again with more room. */
async function wholeFollowers(most: number, fetch: (limit: number) => Promise<Record<string, unknown>[]>) {
  const follower = (item: Record<string, unknown> | undefined) =>
    parseFollowerSort(item?.["sk"] as string).follower;
  for (let limit = most; ; limit *= 2) {
    const items = await fetch(limit);
    if (items.length < limit) return { items, ended: true };
    const whole = items.filter((item) => follower(item) !== follower(items.at(-1)));
    if (whole.length > 0) return { items: whole, ended: false };
  }
}

async function followedWalks(
  table: Table,
  follower: EntityRef,
  walk: Walk,
  incarnation: Promise<Incarnation>,
): Promise<Walked<Edge>[]> {
  const flags = await flagsOf(table, follower);
  return flags.map((flag) => {
    const whole = flagRange(flag);
    return paged(table, walk, incarnation, async ({ low, high }, direction, limit) => {
      const range = {
        low: low === undefined ? whole.low : whole.low + low,
        high: high === undefined ? whole.high : whole.low + high,
      };
      const items = await query(table, followingPartition(follower), { range, direction, limit });
      const listed = items.map(parseFollow).map((follow) => ({
        position: entityKey(follow.followed),
        follow,
        incarnation: follow.followerIncarnation,
      }));
      return { listed, ended: items.length < limit };
    });
  });
}

interface Fetched<T> {
  readonly listed: readonly (Listed<T> & { readonly incarnation: Incarnation })[];
  readonly ended: boolean;
}

type Fetch<T> = (range: Range, direction: Direction, limit: number) => Promise<Fetched<T>>;

/** Walks a key range page by page and skips remains of earlier incarnations. */
async function* paged<T>(
  { limits: { remains } }: Table,
  walk: Walk,
  incarnation: Promise<Incarnation>,
  fetch: Fetch<T>,
): Walked<T> {
  const { direction } = walk;
  let { range: left, chunk: limit } = walk;
  for (;;) {
    const { listed, ended } = await fetch(left, direction, limit);
    const present = await incarnation;
    const shown = listed.filter((one) => one.incarnation >= present);
    yield* shown;
    const last = listed.at(-1);
    if (last === undefined || ended) return;
    left = rest(left, direction, last.position);
    limit = shown.length < listed.length ? remains : nextChunk({ ...walk, chunk: limit });
  }
}
