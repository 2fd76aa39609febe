import type { StoredAction } from "../domain/action.ts";
import { TributaryError } from "../domain/errors.ts";
import { type Edge, type Follow, MAX_FLAGS, MAX_FOLLOWS_PER_FLAG } from "../domain/follow.ts";
import { putNewAction } from "./actions.ts";
import { flagsOf, followerItem, followingItem, getFollow } from "./edges.ts";
import { bump, countFollows } from "./feed-state.ts";
import { edgeClass, followerKey, followingKey } from "./keys.ts";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";
import { transact } from "./transact.ts";

/** What a follow asks for. `actorOnly` undefined keeps what is, or is true for a new follow. */
interface FollowWish extends Edge {
  readonly actorOnly: boolean | undefined;
  readonly started: string;
  /** The action that a new follow posts, in the same transaction. */
  readonly action: StoredAction | undefined;
}

/**
 * F6. Makes a follow, or changes its `actor_only`; repeating it changes nothing. Both sides of the edge, the feed's new
 * generation and the action are stored together or not at all.
 * @throws 409 beyond the limits of one follower
 */
export async function follow(table: Table, wish: FollowWish, now: number): Promise<void> {
  await withBackoff(async () => {
    const current = await getFollow(table, wish);
    if (current === undefined) return startFollow(table, wish, now);
    const actorOnly = wish.actorOnly ?? current.actorOnly;
    return actorOnly === current.actorOnly ? undefined : changeFollow(table, current, actorOnly, now);
  });
}

/**
 * F7. Ends a follow; where there is none, nothing happens. No feed row is written: the new generation hides them all.
 * @returns whether anything was followed
 */
export async function unfollow(table: Table, edge: Edge, action: StoredAction | undefined, now: number): Promise<boolean> {
  return withBackoff(async () => {
    const current = await getFollow(table, edge);
    if (current === undefined) return false;
    const failed = await transact(table, [
      removeFollowing(table, current),
      { Delete: { TableName: table.name, Key: followerKey(current, edgeClass(current.actorOnly)) } },
      { Update: bump(table, edge.follower, edge.flag, -1, now) },
      ...(action === undefined ? [] : [{ Put: putNewAction(table, action, now) }]),
    ]);
    return failed.length === 0 ? true : AGAIN;
  });
}

async function startFollow(table: Table, wish: FollowWish, now: number): Promise<undefined | typeof AGAIN> {
  await refuseTooManyFlags(table, wish);
  const follow: Follow = { ...wish, actorOnly: wish.actorOnly ?? true };
  const failed = await transact(table, [
    { Put: { TableName: table.name, Item: followingItem(follow), ConditionExpression: "attribute_not_exists(pk)" } },
    { Put: { TableName: table.name, Item: followerItem(follow) } },
    { Update: bump(table, follow.follower, follow.flag, 1, now) },
    ...(wish.action === undefined ? [] : [{ Put: putNewAction(table, wish.action, now) }]),
  ]);
  if (failed.includes(2)) throw tooMany(`${MAX_FOLLOWS_PER_FLAG} entities with the flag '${wish.flag}'`);
  return failed.length === 0 ? undefined : AGAIN;
}

async function changeFollow(table: Table, current: Follow, actorOnly: boolean, now: number) {
  const changed: Follow = { ...current, actorOnly };
  const failed = await transact(table, [
    {
      Put: {
        TableName: table.name,
        Item: followingItem(changed),
        ConditionExpression: "actor_only = :was AND started = :started",
        ExpressionAttributeValues: { ":was": current.actorOnly, ":started": current.started },
      },
    },
    { Delete: { TableName: table.name, Key: followerKey(current, edgeClass(current.actorOnly)) } },
    { Put: { TableName: table.name, Item: followerItem(changed) } },
    { Update: bump(table, current.follower, current.flag, 0, now) },
  ]);
  return failed.length === 0 ? undefined : AGAIN;
}

/** The edge must still be the one that was read: its class decides which item goes on the other side. */
const removeFollowing = (table: Table, current: Follow) => ({
  Delete: {
    TableName: table.name,
    Key: followingKey(current),
    ConditionExpression: "actor_only = :was",
    ExpressionAttributeValues: { ":was": current.actorOnly },
  },
});

/** Flags are counted only where this one is new to the follower. Two new flags at the same moment may both pass. */
async function refuseTooManyFlags(table: Table, { follower, flag }: Edge): Promise<void> {
  if ((await countFollows(table, follower, flag)) > 0) return;
  const flags = await flagsOf(table, follower);
  if (!flags.includes(flag) && flags.length >= MAX_FLAGS) throw tooMany(`with ${MAX_FLAGS} flags`);
}

const tooMany = (what: string): TributaryError =>
  new TributaryError("conflict", `A follower may follow at most ${what}; unfollow something first.`);
