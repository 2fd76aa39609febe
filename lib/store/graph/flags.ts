import type { EntityRef } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import type { TributaryError } from "../../domain/errors.ts";
import { DEFAULT_FLAG, type Edge } from "../../domain/follow.ts";
import type { FeedState } from "../../domain/feed.ts";
import { isUsedIn, tooMany } from "../../domain/plans/follow.ts";
import { batchGet } from "../../table/batch.ts";
import { flagsOf } from "./edges.ts";
import { getStates, inIncarnation, parseState, resetState, stateReset } from "../feeds/feed-state.ts";
import { feedStateKey } from "../../table/keys.ts";
import { AGAIN } from "../../table/retry.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";

/**
 * A follower's flags, but for the default, stand in their default feed's state, within the transaction of the
 * first follow with a flag: so the limit is a condition. Unused ones stay until room is needed.
 */
export interface Register {
  readonly state: FeedState | undefined;
  readonly home: FeedState | undefined;
  readonly flags: ReadonlySet<string> | undefined;
}

/** F13. The state of a feed, and the register of its owner's flags; read consistently. */
export async function getRegister(table: Table, { follower, flag }: Edge): Promise<Register> {
  const [key, homeKey] = [feedStateKey(follower, flag), feedStateKey(follower, DEFAULT_FLAG)];
  const items = await batchGet(table, [key, homeKey], true);
  const find = (pk: string) => items.find((item) => item["pk"] === pk);
  const [item, homeItem] = [find(key.pk), find(homeKey.pk)];
  return {
    state: item && parseState(item),
    home: homeItem && parseState(homeItem),
    flags: homeItem?.["flags"] as Set<string> | undefined,
  };
}

/** Registers a flag at its first follow; it fails where there is no room. @throws 409 as `makeRoom` */
export async function registration(
  table: Table,
  { follower, flag }: Edge,
  { register, incarnation }: { register: Register; incarnation: Incarnation },
  now: number,
) {
  const known = register.flags;
  const names = known === undefined ? await usedFlags(table, follower, incarnation) : new Set<string>();
  names.add(flag);
  if (names.size + (isUsedIn(register.home, incarnation) ? 1 : 0) > table.limits.flags)
    throw tooManyFlags(table);
  const unusedDefault = "(attribute_not_exists(follows) OR follows = :none)";
  // With a new register flags are counted from the table: follows from before count too.
  const hasRoom =
    known === undefined
      ? `attribute_not_exists(flags)${names.size < table.limits.flags ? "" : ` AND ${unusedDefault}`}`
      : `(contains(flags, :flag) OR size(flags) < :last OR (size(flags) = :last AND ${unusedDefault}))`;
  return {
    TableName: table.name,
    Key: feedStateKey(follower, DEFAULT_FLAG),
    UpdateExpression: `SET phase = if_not_exists(phase, :stale), bumped_at = if_not_exists(bumped_at, :now),
      generation = if_not_exists(generation, :none)${incarnation > 0 ? ", epoch = :epoch" : ""} ADD flags :names`,
    ConditionExpression: `${inIncarnation(incarnation)} AND ${hasRoom}`,
    ExpressionAttributeValues: {
      ":stale": "stale",
      ":now": now,
      ":none": 0,
      ":names": names,
      ...(known !== undefined && { ":flag": flag, ":last": table.limits.flags - 1 }),
      ...(incarnation > 0 && { ":epoch": incarnation }),
    },
  };
}

async function usedFlags(table: Table, follower: EntityRef, incarnation: Incarnation): Promise<Set<string>> {
  const flags = (await flagsOf(table, follower)).filter((flag) => flag !== DEFAULT_FLAG);
  const states = await getStates(
    table,
    flags.map((flag) => ({ owner: follower, flag })),
  );
  return new Set(flags.filter((_flag, index) => isUsedIn(states[index], incarnation)));
}

/** Each is a write of the same transaction. */
const MOST_STRUCK = 50;

/** Brings the register into this incarnation, or removes unused flags. @throws 409 where all are in use */
export async function makeRoom(
  table: Table,
  edge: Edge,
  incarnation: Incarnation,
  now: number,
): Promise<typeof AGAIN> {
  const { follower } = edge;
  const { home, flags = new Set() } = await getRegister(table, edge);
  if (home !== undefined && home.incarnation < incarnation)
    await resetState(table, { owner: follower, flag: DEFAULT_FLAG }, incarnation, now);
  if (home?.incarnation !== incarnation) return AGAIN;
  if (flags.size + (isUsedIn(home, incarnation) ? 1 : 0) < table.limits.flags) return AGAIN;
  const names = [...flags];
  const states = await getStates(
    table,
    names.map((flag) => ({ owner: follower, flag })),
  );
  const unused = names
    .map((flag, index) => ({ flag, state: states[index] }))
    .filter(({ state }) => state !== undefined && !isUsedIn(state, incarnation))
    .slice(0, MOST_STRUCK);
  if (unused.length === 0) throw tooManyFlags(table);
  await tryTransact(table, [
    {
      Update: {
        TableName: table.name,
        Key: feedStateKey(follower, DEFAULT_FLAG),
        UpdateExpression: "DELETE flags :unused",
        ConditionExpression: inIncarnation(incarnation),
        ExpressionAttributeValues: {
          ":unused": new Set(unused.map(({ flag }) => flag)),
          ...(incarnation > 0 && { ":epoch": incarnation }),
        },
      },
    },
    ...unused.map(({ flag, state }) => ({
      Update:
        state?.incarnation === incarnation
          ? stillUnused(table, follower, flag, incarnation)
          : stateReset(table, { owner: follower, flag }, incarnation, now),
    })),
  ]);
  return AGAIN;
}

const stillUnused = (table: Table, owner: EntityRef, flag: string, incarnation: Incarnation) => ({
  TableName: table.name,
  Key: feedStateKey(owner, flag),
  UpdateExpression: "SET follows = :none",
  ConditionExpression: `attribute_exists(pk) AND ${inIncarnation(incarnation)} AND follows = :none`,
  ExpressionAttributeValues: { ":none": 0, ...(incarnation > 0 && { ":epoch": incarnation }) },
});

const tooManyFlags = ({ limits }: Table): TributaryError => tooMany(`with ${limits.flags} different flags`);
