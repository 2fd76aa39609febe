import type { StoredAction } from "../../domain/action.ts";
import { type Incarnations, incarnationIn } from "../../domain/incarnation.ts";
import { DEFAULT_FLAG, type Edge, type StoredFollow } from "../../domain/follow.ts";
import { putNewAction } from "../actions/actions.ts";
import { followerItem, followingItem } from "./edges.ts";
import { bump, getState, resetState } from "../feeds/feed-state.ts";
import { getRegister, isUsed, makeRoom, registration, tooMany } from "./flags.ts";
import { edgeClass, followerKey, followingKey } from "../../table/keys.ts";
import { getPair } from "./pair.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";

/** What a follow asks for. `actorOnly` undefined keeps what is, or is true for a new follow. */
interface FollowRequest extends Edge {
  readonly actorOnly: boolean | undefined;
  readonly started: string;
  /** The action that a new follow posts, in the same transaction. */
  action(incarnations: Incarnations): StoredAction | undefined;
}

type Outcome = undefined | typeof AGAIN;

/**
 * F6. Makes a follow, or changes its `actor_only`; repeating it changes nothing. Both sides of the edge, the
 * feed's new generation and the action are stored together or not at all.
 * @throws 409 beyond the limits of one follower
 */
export async function follow(table: Table, request: FollowRequest, now: number): Promise<void> {
  await withBackoff(table, async () => {
    const { follow: current, stored, incarnations } = await getPair(table, request);
    if (current === undefined) return startFollow(table, request, { remains: stored, incarnations }, now);
    const actorOnly = request.actorOnly ?? current.actorOnly;
    return actorOnly === current.actorOnly ? undefined : changeFollow(table, current, actorOnly, now);
  });
}

/**
 * F7. Ends a follow; where there is none, nothing happens. No feed row is written: the new generation hides
 * them all.
 * @returns whether anything was followed
 */
export async function unfollow(
  table: Table,
  edge: Edge,
  action: (incarnations: Incarnations) => StoredAction | undefined,
  now: number,
): Promise<boolean> {
  return withBackoff(table, async () => {
    const { follow: current, incarnations } = await getPair(table, edge);
    if (current === undefined) return false;
    const said = action(incarnations);
    const failed = await tryTransact(table, [
      { Delete: { ...held(table, current), Key: followingKey(current) } },
      { Delete: { TableName: table.name, Key: followerKey(current, edgeClass(current.actorOnly)) } },
      { Update: bump(table, current, { change: -1, incarnation: current.followerIncarnation, now }) },
      ...(said === undefined ? [] : [{ Put: putNewAction(table, said, now) }]),
    ]);
    return failed !== AGAIN && failed.length === 0 ? true : AGAIN;
  });
}

/** Places in the transaction of a new follow. */
const [BUMP, REGISTRATION] = [2, 3];

/** `remains` is what an earlier incarnation of either side has left at the same place. */
async function startFollow(
  table: Table,
  request: FollowRequest,
  { remains, incarnations }: { remains: StoredFollow | undefined; incarnations: Incarnations },
  now: number,
): Promise<Outcome> {
  const { follower, followed, flag, started } = request;
  const incarnation = incarnationIn(incarnations, follower);
  const follow: StoredFollow = {
    ...{ follower, followed, flag, started, nonce: table.nondeterminism.nonce() },
    actorOnly: request.actorOnly ?? true,
    followerIncarnation: incarnation,
    followedIncarnation: incarnationIn(incarnations, followed),
  };
  // Remains of this follower's own incarnation are in the count of follows already.
  const change = remains?.followerIncarnation === incarnation ? 0 : 1;
  const action = request.action(incarnations);
  const place =
    remains === undefined ? { TableName: table.name, ConditionExpression: ABSENT } : held(table, remains);
  const register = await getRegister(table, request);
  const isRegistered = change === 0 || flag === DEFAULT_FLAG || isUsed(register.state, incarnation);
  const failed = await tryTransact(table, [
    { Put: { ...place, Item: followingItem(follow) } },
    { Put: { TableName: table.name, Item: followerItem(follow) } },
    {
      Update: bump(table, follow, { change, incarnation, now, isUsed: isUsed(register.state, incarnation) }),
    },
    ...(isRegistered ? [] : [{ Update: await registration(table, follow, { register, incarnation }, now) }]),
    ...(action === undefined ? [] : [{ Put: putNewAction(table, action, now) }]),
    ...(remains === undefined || remains.actorOnly === follow.actorOnly
      ? []
      : [{ Delete: { TableName: table.name, Key: followerKey(remains, edgeClass(remains.actorOnly)) } }]),
  ]);
  if (failed === AGAIN) return AGAIN;
  if (failed.includes(BUMP)) return refusedBump(table, follow, now);
  if (!isRegistered && failed.includes(REGISTRATION)) return makeRoom(table, follow, incarnation, now);
  return failed.length === 0 ? undefined : AGAIN;
}

const ABSENT = "attribute_not_exists(pk)";

/** Why a state would not be bumped: it belongs to an earlier incarnation, or is full. @throws 409 */
async function refusedBump(table: Table, follow: StoredFollow, now: number): Promise<Outcome> {
  const { follower, flag, followerIncarnation } = follow;
  const state = await getState(table, follower, flag, true);
  if (state === undefined || state.incarnation > followerIncarnation) return AGAIN;
  if (state.incarnation === followerIncarnation) {
    if (state.follows >= table.limits.follows)
      throw tooMany(`${table.limits.follows} entities with the flag '${flag}'`);
    return flag === DEFAULT_FLAG && state.follows === 0
      ? makeRoom(table, follow, followerIncarnation, now)
      : AGAIN;
  }
  await resetState(table, { owner: follower, flag }, followerIncarnation, now);
  return AGAIN;
}

async function changeFollow(
  table: Table,
  current: StoredFollow,
  actorOnly: boolean,
  now: number,
): Promise<Outcome> {
  const changed: StoredFollow = { ...current, actorOnly, nonce: table.nondeterminism.nonce() };
  const failed = await tryTransact(table, [
    { Put: { ...held(table, current), Item: followingItem(changed) } },
    { Put: { TableName: table.name, Item: followerItem(changed) } },
    { Update: bump(table, current, { change: 0, incarnation: current.followerIncarnation, now }) },
    { Delete: { TableName: table.name, Key: followerKey(current, edgeClass(current.actorOnly)) } },
  ]);
  return failed !== AGAIN && failed.length === 0 ? undefined : AGAIN;
}

/**
 * A write of the follower's side holds on to the very follow that was read: its class decides the other
 * side's item.
 */
const held = (table: Table, { nonce: value }: StoredFollow) => ({
  TableName: table.name,
  ConditionExpression: "nonce = :nonce",
  ExpressionAttributeValues: { ":nonce": value },
});
