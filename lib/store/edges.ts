import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type EntityRef, parseEntityKey } from "../domain/entity.ts";
import { ANY_FLAG, type Edge, type Follow } from "../domain/follow.ts";
import { batchGet } from "./batch.ts";
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
  parseFollowingSort,
} from "./keys.ts";
import { query } from "./query.ts";
import type { Table } from "./table.ts";

const storedEdge = z.object({
  pk: z.string(),
  sk: z.string(),
  started: z.string(),
  actor_only: z.boolean(),
});

/** The follower's side of an edge: it holds the facts and is in both lists of follows. */
export function followingItem(follow: Follow): Record<string, unknown> {
  return {
    ...followingKey(follow),
    started: follow.started,
    actor_only: follow.actorOnly,
    follower_key: followListPartition(follow.flag, follow.follower),
    followed_key: followListPartition(follow.flag, follow.followed),
    follow_position: followPosition(follow.started, follow),
  };
}

/** The followed's side: its key says everything. */
export const followerItem = (follow: Follow): Record<string, unknown> => ({
  ...followerKey(follow, edgeClass(follow.actorOnly)),
});

export function parseFollow(item: unknown): Follow {
  const { pk, sk, started, actor_only } = storedEdge.parse(item);
  const { flag, followed } = parseFollowingSort(sk);
  const follower = pk.slice(pk.indexOf("#") + 1);
  return { follower: parseEntityKey(follower), followed: parseEntityKey(followed), flag, started, actorOnly: actor_only };
}

/** F1. One follow, read consistently. */
export async function getFollow(table: Table, edge: Edge): Promise<Follow | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: followingKey(edge), ConsistentRead: true }),
  );
  return Item && parseFollow(Item);
}

/** F2. Many follows; those that are not are absent. */
export async function getFollows(table: Table, edges: readonly Edge[], consistent: boolean): Promise<Follow[]> {
  return (await batchGet(table, edges.map(followingKey), consistent)).map(parseFollow);
}

/** F3. Whom a follower follows with a flag, read consistently, for builds. */
export async function followedBy(table: Table, follower: EntityRef, flag: string): Promise<Follow[]> {
  const items = await query(table, followingPartition(follower), { range: flagRange(flag), consistent: true });
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

/** A follower and the flag he follows with: one feed that a fan-out reaches. */
export interface FollowerFeed {
  readonly owner: EntityRef;
  readonly flag: string;
  /** The sort key on the followed's side, to go on from or to read again. */
  readonly sk: string;
}

/** F5. Followers of one class in the order of their keys, read consistently, for the fan-out. */
export async function followersOf(
  table: Table,
  followed: EntityRef,
  edges: EdgeClass,
  range: { readonly low?: string; readonly high?: string },
  limit?: number,
): Promise<FollowerFeed[]> {
  const items = await query(table, followersPartition(followed, edges), {
    range,
    consistent: true,
    ...(limit !== undefined && { limit }),
  });
  return items.map((item) => {
    const sk = item["sk"] as string;
    const { follower, flag } = parseFollowerSort(sk);
    return { owner: parseEntityKey(follower), flag, sk };
  });
}

/** F8. Whether a follower follows an entity with a flag, or with any where the flag is `*`; read consistently. */
export async function isFollowing(table: Table, edge: Edge): Promise<boolean> {
  if (edge.flag !== ANY_FLAG) return (await getFollow(table, edge)) !== undefined;
  const flags = await flagsOf(table, edge.follower);
  return (await Promise.all(flags.map((flag) => getFollow(table, { ...edge, flag })))).some((found) => found !== undefined);
}
