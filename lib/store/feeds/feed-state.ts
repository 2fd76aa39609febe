import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import type { EntityRef } from "../../domain/entity.ts";
import { FORMER_ASLEEP_AFTER, type FeedState, ROW_LIFE } from "../../domain/feed.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { DEFAULT_FLAG, type Edge, type Follow } from "../../domain/follow.ts";
import { batchGet } from "../../table/batch.ts";
import { feedStateKey, parsePulledName, pulledName } from "../../table/keys.ts";
import { atIncarnation } from "../../table/conditions.ts";
import type { Table } from "../../table/table.ts";
import { write, writeIf } from "../../table/write.ts";

export interface Feed {
  readonly owner: EntityRef;
  readonly flag: string;
}

/** How the phase `unmaterialised` is stored. */
export const STORED_UNMATERIALISED = "pulled";

const storedState = z.object({
  generation: z.int(),
  phase: z.enum(["stale", "building", "built", STORED_UNMATERIALISED]),
  horizon: z._default(z.string(), ""),
  bumped_at: z.number(),
  last_read: z._default(z.number(), 0),
  asleep_after: z._default(z.number(), FORMER_ASLEEP_AFTER),
  row_life: z._default(z.number(), ROW_LIFE),
  pulled_at: z._default(z.number(), 0),
  open_since: z._default(z.number(), 0),
  epoch: z._default(z.int(), 0),
  follows: z._default(z.int(), 0),
  mutes: z.optional(z.boolean()),
  seen: z._default(z.string(), ""),
  pulled: z.optional(z.set(z.string())),
  joined: z.optional(z.set(z.string())),
  joined_at: z._default(z.number(), 0),
});

export function parseState(item: unknown): FeedState {
  const state = storedState.parse(item);
  return {
    generation: state.generation,
    phase: state.phase === STORED_UNMATERIALISED ? "unmaterialised" : state.phase,
    horizon: state.horizon,
    begunAt: state.bumped_at,
    lastRead: state.last_read,
    asleepAfter: state.asleep_after,
    rowLife: state.row_life,
    lastPullAt: state.pulled_at,
    openSince: state.open_since,
    incarnation: state.epoch,
    follows: state.follows,
    mutes: state.mutes,
    seen: state.seen,
    pulledEntities: [...(state.pulled ?? [])].map(parsePulledName),
    joined: [...(state.joined ?? [])].map(parsePulledName),
    joinedAt: state.joined_at,
  };
}

/** G1. A feed's state; `undefined`: its owner has never followed anything with this flag. */
export async function getState(
  table: Table,
  owner: EntityRef,
  flag: string,
  consistent = false,
): Promise<FeedState | undefined> {
  const Key = feedStateKey(owner, flag);
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key, ConsistentRead: consistent }),
  );
  return Item && parseState(Item);
}

/** G2. The states of many feeds, in the order of the feeds. */
export async function getStates(
  table: Table,
  feeds: readonly { owner: EntityRef; flag: string }[],
  consistent = true,
): Promise<(FeedState | undefined)[]> {
  const keys = feeds.map(({ owner, flag }) => feedStateKey(owner, flag));
  const items = await batchGet(table, keys, consistent);
  const byPartition = new Map(items.map((item) => [item["pk"] as string, parseState(item)]));
  return keys.map(({ pk }) => byPartition.get(pk));
}

const NEW_GENERATION = "SET phase = :stale, bumped_at = :now";
const NO_GENERATION_YET = "REMOVE horizon, row_life, pulled_at, open_since, mutes";

export const inIncarnation = (incarnation: Incarnation): string =>
  incarnation === 0
    ? atIncarnation(incarnation)
    : `(attribute_not_exists(pk) OR ${atIncarnation(incarnation)})`;

interface NewGeneration {
  readonly change: -1 | 0 | 1;
  readonly incarnation: Incarnation;
  readonly now: number;
  /** Whether something is followed with this flag already, so that it is registered (`flags.ts`). */
  readonly isUsed?: boolean;
}

/**
 * In the transaction of every change of follows: a new generation, which hides all old rows at once, and the
 * count, up to the limit. It fails in another incarnation, or where a new default flag is one too many.
 */
export function newGeneration(
  table: Table,
  { follower, flag }: Edge,
  { change, incarnation, now, isUsed = false }: NewGeneration,
) {
  const counts = change > 0;
  const takesRoom = counts && !isUsed && flag === DEFAULT_FLAG;
  const conditions = [
    inIncarnation(incarnation),
    ...(counts
      ? [
          isUsed
            ? "follows >= :one AND follows <= :most"
            : "(attribute_not_exists(follows) OR follows <= :most)",
        ]
      : []),
    ...(takesRoom ? ["(attribute_not_exists(flags) OR size(flags) < :flags OR follows >= :one)"] : []),
  ];
  return {
    TableName: table.name,
    Key: feedStateKey(follower, flag),
    UpdateExpression: `${NEW_GENERATION}${incarnation > 0 ? ", epoch = :epoch" : ""} ${NO_GENERATION_YET}
      ADD generation :one, follows :change`,
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: {
      ":stale": "stale",
      ":now": now,
      ":one": 1,
      ":change": change,
      ...(counts && { ":most": table.limits.follows - 1 }),
      ...(takesRoom && { ":flags": table.limits.flags }),
      ...(incarnation > 0 && { ":epoch": incarnation }),
    },
  };
}

/**
 * The write of a follow that begins no generation: the followed is pulled until a settle pass folds it in. It
 * fails where the feed is not built, has no room, or is of another incarnation.
 */
export function join(
  table: Table,
  { follower, flag, followed, actorOnly }: Edge & Pick<Follow, "actorOnly">,
  { incarnation, now }: Pick<NewGeneration, "incarnation" | "now">,
) {
  const conditions = [
    inIncarnation(incarnation),
    "phase = :built AND follows >= :one AND follows <= :most",
    "(attribute_not_exists(pulled) OR size(pulled) < :room)",
  ];
  return {
    TableName: table.name,
    Key: feedStateKey(follower, flag),
    UpdateExpression: "SET joined_at = :now ADD pulled :names, joined :names, follows :one",
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeValues: {
      ":now": now,
      ":names": new Set([pulledName({ entity: followed, actorOnly })]),
      ":built": "built",
      ":one": 1,
      ":most": table.limits.follows - 1,
      ":room": table.limits.joined,
      ...(incarnation > 0 && { ":epoch": incarnation }),
    },
  };
}

export const stateReset = (table: Table, { owner, flag }: Feed, incarnation: Incarnation, now: number) => ({
  TableName: table.name,
  Key: feedStateKey(owner, flag),
  UpdateExpression: `${NEW_GENERATION}, epoch = :epoch, follows = :none ${NO_GENERATION_YET}, flags, seen ADD generation :one`,
  ConditionExpression: "attribute_not_exists(epoch) OR epoch < :epoch",
  ExpressionAttributeValues: { ":stale": "stale", ":now": now, ":one": 1, ":none": 0, ":epoch": incarnation },
});

/** G12. Resets a state that its owner's deletion did not see; a current one stays. */
export async function resetState(
  table: Table,
  feed: Feed,
  incarnation: Incarnation,
  now: number,
): Promise<void> {
  await writeIf(table, new UpdateCommand(stateReset(table, feed, incarnation, now)));
}

/** Rows of generations begun after the restored moment may exist: more than any feed begins in a second. */
const AHEAD = 1000;

/** G15. Begins a generation that has no rows in the table, for a feed whose state is not trusted. */
export async function startAnew(
  table: Table,
  { owner, flag }: Feed,
  { incarnation, follows }: { readonly incarnation: Incarnation; readonly follows: number },
  now: number,
): Promise<void> {
  await write(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: feedStateKey(owner, flag),
      UpdateExpression: `${NEW_GENERATION}, follows = :follows${incarnation > 0 ? ", epoch = :epoch" : ""}
        REMOVE horizon, row_life, pulled_at, open_since, mutes, pulled, joined, joined_at, flags${incarnation > 0 ? "" : ", epoch"} ADD generation :ahead`,
      ExpressionAttributeValues: {
        ":stale": "stale",
        ":now": now,
        ":ahead": AHEAD,
        ":follows": follows,
        ...(incarnation > 0 && { ":epoch": incarnation }),
      },
    }),
  );
}
