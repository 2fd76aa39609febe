import * as z from "zod/mini";
import { type EntityRef, parseEntityKey } from "../../domain/entity.ts";
import type { Edge, StoredFollow } from "../../domain/follow.ts";
import { type Incarnation, storedIncarnation } from "../../domain/incarnation.ts";
import { type Range, after } from "../../domain/position.ts";
import type { Whole } from "../../domain/whole.ts";
import { batchGet } from "../../table/batch.ts";
import {
  type EdgeClass,
  afterFlag,
  edgeClass,
  flagRange,
  followListPartition,
  followPosition,
  followerKey,
  followersPartition,
  followingKey,
  followingPartition,
  parseFollowerSort,
  parseFollowersPartition,
  parseFollowingSort,
} from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";

const marks = {
  nonce: z.string(),
  follower_epoch: z._default(z.int(), 0),
  followed_epoch: z._default(z.int(), 0),
};

const marksOf = ({ nonce, followerIncarnation, followedIncarnation }: StoredFollow) => ({
  nonce,
  follower_epoch: storedIncarnation(followerIncarnation),
  followed_epoch: storedIncarnation(followedIncarnation),
});

const storedEdge = z.object({
  pk: z.string(),
  sk: z.string(),
  started: z.string(),
  actor_only: z.boolean(),
  ...marks,
});

const storedFollower = z.object({
  pk: z.string(),
  sk: z.string(),
  counted: z._default(z.boolean(), false),
  ...marks,
});

export function followingItem(follow: StoredFollow): Record<string, unknown> {
  const edge = {
    ...followingKey(follow),
    ...marksOf(follow),
    started: follow.started,
    actor_only: follow.actorOnly,
  } satisfies Whole<z.input<typeof storedEdge>>;
  return {
    ...edge,
    follower_key: followListPartition(follow.flag, follow.follower),
    followed_key: followListPartition(follow.flag, follow.followed),
    follow_position: followPosition(follow.started, follow),
  };
}

/** The followed's side: little more than its key, because every fan-out reads it twice. */
export const followerItem = (follow: StoredFollow): Record<string, unknown> =>
  ({
    ...followerKey(follow, edgeClass(follow.actorOnly)),
    ...marksOf(follow),
    // Written out because event filters disagree about absent attributes.
    counted: false,
  }) satisfies Whole<z.input<typeof storedFollower>>;

export function parseFollow(item: unknown): StoredFollow {
  const { pk, sk, started, actor_only, ...rest } = storedEdge.parse(item);
  const { flag, followed } = parseFollowingSort(sk);
  const follower = pk.slice(pk.indexOf("#") + 1);
  return {
    follower: parseEntityKey(follower),
    followed: parseEntityKey(followed),
    flag,
    started,
    actorOnly: actor_only,
    nonce: rest.nonce,
    followerIncarnation: rest.follower_epoch,
    followedIncarnation: rest.followed_epoch,
  };
}

/** F2. Many follows; missing ones are absent. */
export async function getFollows(
  table: Table,
  edges: readonly Edge[],
  consistent: boolean,
): Promise<StoredFollow[]> {
  return (await batchGet(table, edges.map(followingKey), consistent)).map(parseFollow);
}

/** F3. What a follower follows with a flag, read consistently, for builds. */
export async function followedBy(table: Table, follower: EntityRef, flag: string): Promise<StoredFollow[]> {
  const items = await query(table, followingPartition(follower), {
    range: flagRange(flag),
    consistent: true,
  });
  return items.map(parseFollow);
}

/** F4. The flags a follower follows anything with: one small query a flag. */
export async function flagsOf(table: Table, follower: EntityRef): Promise<string[]> {
  const flags: string[] = [];
  for (;;) {
    const last = flags.at(-1);
    const [edge] = await query(table, followingPartition(follower), {
      range: last === undefined ? {} : { low: afterFlag(last) },
      limit: 1,
      consistent: true,
    });
    if (edge === undefined) return flags;
    flags.push(parseFollowingSort(edge["sk"] as string).flag);
  }
}

export interface FollowerFeed {
  readonly owner: EntityRef;
  readonly flag: string;
  readonly sk: string;
  readonly incarnation: Incarnation;
}

interface Followers {
  readonly entity: EntityRef;
  readonly edges: EdgeClass;
}

/** F5. Followers of one class in the order of their keys, read consistently, for the fan-out. */
export async function followersOf(
  table: Table,
  { entity, edges }: Followers,
  range: { readonly low?: string; readonly high?: string },
  limit?: number,
): Promise<FollowerFeed[]> {
  const items = await query(table, followersPartition(entity, edges), {
    range,
    consistent: true,
    ...(limit !== undefined && { limit }),
  });
  return items.map(followerFeed);
}

export function followerFeed(item: Readonly<Record<string, unknown>>): FollowerFeed {
  const { follower, flag, followerIncarnation } = parseFollower(item);
  return { owner: follower, flag, sk: item["sk"] as string, incarnation: followerIncarnation };
}

/** F5. Which edges there are, by sort key: the second look of a fan-out. */
export async function edgesLeft(
  table: Table,
  { entity, edges }: Followers,
  range: { readonly low: string; readonly high: string },
): Promise<ReadonlySet<string>> {
  const items = await query(table, followersPartition(entity, edges), { range, consistent: true });
  return new Set(items.map(({ sk }) => String(sk)));
}

export interface FollowerEdge extends Edge {
  readonly edges: EdgeClass;
  readonly nonce: string;
  readonly followerIncarnation: Incarnation;
  readonly followedIncarnation: Incarnation;
  readonly counted: boolean;
}

export function parseFollower(item: unknown): FollowerEdge {
  const {
    pk,
    sk,
    counted,
    nonce,
    follower_epoch: followerIncarnation,
    followed_epoch: followedIncarnation,
  } = storedFollower.parse(item);
  const { edges, followed } = parseFollowersPartition(pk);
  const { follower, flag } = parseFollowerSort(sk);
  const pair = { follower: parseEntityKey(follower), followed: parseEntityKey(followed), flag };
  return { ...pair, edges, nonce, followerIncarnation, followedIncarnation, counted };
}

/** F9. Edges of one class of a followed entity, by follower and flag, read consistently. */
export async function followerEdges(table: Table, { entity, edges }: Followers, range: Range, limit: number) {
  const items = await query(table, followersPartition(entity, edges), { range, limit, consistent: true });
  return items.map((item) => ({ sk: item["sk"] as string, edge: parseFollower(item) }));
}

/** How many edges to read first, if a deletion may have left old ones; else one is enough. */
const LOOK_AT = 100;

/** F11. Whether an entity follows or is followed in its present incarnation, with any flag. */
export async function hasFollows(
  table: Table,
  entity: EntityRef,
  incarnation: Incarnation,
  consistent: boolean,
): Promise<boolean> {
  const some = (partition: string, incarnationOf: (item: unknown) => Incarnation) =>
    someItem(
      (range, limit) => query(table, partition, { range, limit, consistent }),
      { first: incarnation === 0 ? 1 : LOOK_AT, next: table.limits.remains },
      (item) => incarnationOf(item) >= incarnation,
    );
  const found = await Promise.all([
    some(followingPartition(entity), (item) => parseFollow(item).followerIncarnation),
    ...CLASSES.map((edges) =>
      some(followersPartition(entity, edges), (item) => parseFollower(item).followedIncarnation),
    ),
  ]);
  return found.includes(true);
}

type Item = Record<string, unknown>;

async function someItem(
  fetch: (range: Range, limit: number) => Promise<readonly Item[]>,
  { first, next }: { first: number; next: number },
  isWanted: (item: Item) => boolean,
): Promise<boolean> {
  let [low, limit]: [string | undefined, number] = [undefined, first];
  for (;;) {
    const page: readonly Item[] = await fetch({ low }, limit);
    if (page.some(isWanted)) return true;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return false;
    [low, limit] = [after(String(last["sk"])), next];
  }
}

export const CLASSES: readonly EdgeClass[] = ["actor", "all"];
