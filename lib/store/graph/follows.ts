import type { StoredAction } from "../../domain/action.ts";
import type { Edge, StoredFollow } from "../../domain/follow.ts";
import type { Incarnations } from "../../domain/incarnation.ts";
import { mayJoin } from "../../domain/feed.ts";
import { type FollowPlan, type FollowRequest, planFollow, planRefused } from "../../domain/plans/follow.ts";
import { putNewAction } from "../actions/actions.ts";
import { withinBounds } from "../entities/bounds.ts";
import { followerItem, followingItem } from "./edges.ts";
import { newGeneration, getState, join, resetState } from "../feeds/feed-state.ts";
import { type Register, getRegister, makeRoom, registration } from "./flags.ts";
import { edgeClass, followerKey, followingKey } from "../../table/keys.ts";
import { getPair } from "./pair.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";

type Outcome = undefined | typeof AGAIN;

/**
 * F6. Makes a follow, or changes its `actor_only`: both sides, the feed's state and the action in one
 * transaction; repeating changes nothing. A new one joins the feed as it is, where there is room; else a new
 * generation begins. @throws 409 beyond the limits of one follower
 */
export async function follow(table: Table, request: FollowRequest, now: number): Promise<void> {
  await withBackoff(table, async () => {
    const pair = await getPair(table, request);
    const register = pair.follow === undefined ? await getRegister(table, request) : undefined;
    const plan = planFollow(request, pair, register?.state, () => table.nondeterminism.nonce());
    if (plan.kind === "nothing") return undefined;
    return plan.kind === "change"
      ? changeFollow(table, plan, now)
      : startFollow(table, plan, { register: register as Register, entities: pair.entities }, now);
  });
}

/** F7. Ends a follow; the feed's new generation hides its rows. @returns whether anything was followed */
export async function unfollow(
  table: Table,
  edge: Edge,
  action: (incarnations: Incarnations) => StoredAction | undefined,
  now: number,
): Promise<boolean> {
  return withBackoff(table, async () => {
    const { follow: current, incarnations, entities } = await getPair(table, edge);
    if (current === undefined) return false;
    const said = await bounded(table, action(incarnations), entities, now);
    const failed = await tryTransact(table, [
      { Delete: { ...ifUnchanged(table, current), Key: followingKey(current) } },
      { Delete: { TableName: table.name, Key: followerKey(current, edgeClass(current.actorOnly)) } },
      {
        Update: newGeneration(table, current, { change: -1, incarnation: current.followerIncarnation, now }),
      },
      ...(said === undefined ? [] : [{ Put: putNewAction(table, said, now) }]),
    ]);
    return failed !== AGAIN && failed.length === 0 ? true : AGAIN;
  });
}

const [STATE, REGISTRATION] = [2, 3];

async function startFollow(
  table: Table,
  { follow, remains, change, isUsed, registers, action }: Extract<FollowPlan, { kind: "start" }>,
  { register, entities }: { readonly register: Register; readonly entities: Entities },
  now: number,
): Promise<Outcome> {
  const { followerIncarnation: incarnation } = follow;
  const said = await bounded(table, action, entities, now);
  const place =
    remains === undefined
      ? { TableName: table.name, ConditionExpression: ABSENT }
      : ifUnchanged(table, remains);
  // Of remains there may be rows, which only a new generation hides: their removal will not find the edge.
  const joins = remains === undefined && mayJoin(register.state, incarnation, table.limits);
  const failed = await tryTransact(table, [
    { Put: { ...place, Item: followingItem(follow) } },
    { Put: { TableName: table.name, Item: followerItem(follow) } },
    {
      Update: joins
        ? join(table, follow, { incarnation, now })
        : newGeneration(table, follow, { change, incarnation, now, isUsed }),
    },
    ...(registers ? [{ Update: await registration(table, follow, { register, incarnation }, now) }] : []),
    ...(said === undefined ? [] : [{ Put: putNewAction(table, said, now) }]),
    ...(remains === undefined || remains.actorOnly === follow.actorOnly
      ? []
      : [{ Delete: { TableName: table.name, Key: followerKey(remains, edgeClass(remains.actorOnly)) } }]),
  ]);
  if (failed === AGAIN) return AGAIN;
  if (failed.includes(STATE)) return refused(table, follow, now);
  if (registers && failed.includes(REGISTRATION)) return makeRoom(table, follow, incarnation, now);
  return failed.length === 0 ? undefined : AGAIN;
}

type Entities = Awaited<ReturnType<typeof getPair>>["entities"];

const bounded = async (table: Table, action: StoredAction | undefined, entities: Entities, now: number) =>
  action && withinBounds(table, action, entities, now);

const ABSENT = "attribute_not_exists(pk)";

async function refused(table: Table, follow: StoredFollow, now: number): Promise<Outcome> {
  const { follower, flag, followerIncarnation: incarnation } = follow;
  const need = planRefused(follow, await getState(table, follower, flag, true), table.limits);
  if (need === "make room") return makeRoom(table, follow, incarnation, now);
  if (need === "reset") await resetState(table, { owner: follower, flag }, incarnation, now);
  return AGAIN;
}

async function changeFollow(
  table: Table,
  { current, changed }: Extract<FollowPlan, { kind: "change" }>,
  now: number,
): Promise<Outcome> {
  // Not joined, though roles that come hide nothing: a retraction that is under way may miss the edge that moves.
  const state = newGeneration(table, current, { change: 0, incarnation: current.followerIncarnation, now });
  const failed = await tryTransact(table, [
    { Put: { ...ifUnchanged(table, current), Item: followingItem(changed) } },
    { Put: { TableName: table.name, Item: followerItem(changed) } },
    { Update: state },
    { Delete: { TableName: table.name, Key: followerKey(current, edgeClass(current.actorOnly)) } },
  ]);
  return failed !== AGAIN && failed.length === 0 ? undefined : AGAIN;
}

/** The follower's side is only written if it is still as read: its class decides the other side's item. */
const ifUnchanged = (table: Table, { nonce: value }: StoredFollow) => ({
  TableName: table.name,
  ConditionExpression: "nonce = :nonce",
  ExpressionAttributeValues: { ":nonce": value },
});
