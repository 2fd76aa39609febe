import { UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { type FeedState, type PulledEntity, ROW_LIFE, awakeFor } from "../../domain/feed.ts";
import type { Position } from "../../domain/position.ts";
import { type Feed, STORED_UNMATERIALISED } from "./feed-state.ts";
import { feedStateKey, pulledName } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";

/** G3. Takes the next generation for a build. @returns undefined where another builder was first */
export async function beginBuild(
  table: Table,
  feed: Feed,
  current: FeedState,
  now: number,
): Promise<FeedState | undefined> {
  const next: FeedState = {
    ...current,
    generation: current.generation + 1,
    phase: "building",
    horizon: "",
    begunAt: now,
    lastRead: now,
    asleepAfter: Math.min(awakeFor(current, now, table.limits), table.limits.asleepAfter),
    rowLife: ROW_LIFE,
    lastPullAt: 0,
    openSince: 0,
    pulledEntities: [],
    joined: [],
    joinedAt: 0,
  };
  const done = await update(table, feed, current.generation, {
    UpdateExpression:
      "SET generation = :next, phase = :building, bumped_at = :now, last_read = :now, asleep_after = :asleep REMOVE horizon, row_life, pulled_at, open_since, pulled, joined, joined_at",
    ExpressionAttributeValues: {
      ":next": next.generation,
      ":building": "building",
      ":now": now,
      ":asleep": next.asleepAfter,
    },
  });
  return done ? next : undefined;
}

interface Built {
  readonly horizon: Position;
  readonly rowLife: number;
  readonly lastPullAt: number;
  /** Whether the owner mutes anybody, as the build found; a mute's own write wins. */
  readonly mutes: boolean;
}

/** G4. Marks a generation as built. @returns false where a newer one began, or the feed has no rows */
export const finishBuild = (
  table: Table,
  feed: Feed,
  generation: number,
  { horizon, rowLife, lastPullAt, mutes }: Built,
): Promise<boolean> =>
  update(table, feed, generation, {
    UpdateExpression:
      "SET phase = :built, horizon = :horizon, row_life = :life, pulled_at = :pulled, mutes = if_not_exists(mutes, :mutes)",
    ConditionExpression: "phase = :building",
    ExpressionAttributeValues: {
      ":built": "built",
      ":building": "building",
      ":horizon": horizon,
      ":life": rowLife,
      ":pulled": lastPullAt,
      ":mutes": mutes,
    },
  });

const namesOf = (entities: readonly PulledEntity[]): Set<string> => new Set(entities.map(pulledName));

/** G13. Adds pulled entities. @returns `all`: the feed has no rows now; `undefined`: the generation ended */
export async function addPulledEntities(
  table: Table,
  feed: Feed,
  generation: number,
  pulledEntities: readonly PulledEntity[],
): Promise<"added" | "all" | undefined> {
  const names = namesOf(pulledEntities);
  const room = table.limits.pulledEntities - names.size;
  const added =
    room >= 0 &&
    (await update(table, feed, generation, {
      // Those that have joined stay pulled, so that no settle pass under way takes one of these out.
      UpdateExpression: "ADD pulled :names REMOVE joined, joined_at",
      ConditionExpression: `${MATERIALISED} AND (attribute_not_exists(pulled) OR size(pulled) <= :room)`,
      ExpressionAttributeValues: { ...PHASES, ":names": names, ":room": room },
    }));
  if (added) return "added";
  const ended = await update(table, feed, generation, {
    UpdateExpression: "SET phase = :all REMOVE pulled, joined, joined_at",
    ConditionExpression: MATERIALISED,
    ExpressionAttributeValues: { ...PHASES, ":all": STORED_UNMATERIALISED },
  });
  return ended ? "all" : undefined;
}

const MATERIALISED = "(phase = :building OR phase = :built)";
const PHASES = { ":building": "building", ":built": "built" };

/** G5. Marks a settle pass as begun. @returns false where one is open, or the generation is over */
export const openSettle = (table: Table, feed: Feed, generation: number, now: number): Promise<boolean> =>
  update(table, feed, generation, {
    UpdateExpression: "SET open_since = :now",
    ConditionExpression: "phase = :built AND attribute_not_exists(open_since)",
    ExpressionAttributeValues: { ":now": now, ":built": "built" },
  });

interface Settled {
  readonly horizon: Position;
  readonly lastPullAt: number;
  /** Those of the joined that have rows now; the others stay pulled. Absent: all stay as they are. */
  readonly folded: readonly PulledEntity[] | undefined;
}

const hasNames = (entities: readonly PulledEntity[] | undefined): entities is readonly PulledEntity[] =>
  entities !== undefined && entities.length > 0;

/** G6. Ends the settle pass that began at `lastPullAt`, and counts as a read. The horizon may only rise. */
export const closeSettle = (
  table: Table,
  feed: Feed,
  state: FeedState,
  { horizon, lastPullAt, folded }: Settled,
): Promise<boolean> =>
  update(table, feed, state.generation, {
    UpdateExpression: `SET horizon = :horizon, pulled_at = :pulled, last_read = :pulled, asleep_after = :asleep
      REMOVE open_since${folded === undefined ? "" : ", joined, joined_at"}${hasNames(folded) ? " DELETE pulled :folded" : ""}`,
    ConditionExpression: `open_since = :pulled AND horizon <= :horizon AND last_read >= :awake${
      folded === undefined ? "" : " AND joined = :joined AND joined_at = :joined_at"
    }`,
    ExpressionAttributeValues: {
      ...(folded !== undefined && { ":joined": namesOf(state.joined), ":joined_at": state.joinedAt }),
      ...(hasNames(folded) && { ":folded": namesOf(folded) }),
      ":horizon": horizon,
      ":pulled": lastPullAt,
      ":awake": lastPullAt - state.asleepAfter,
      ":asleep": awakeFor(state, lastPullAt, table.limits),
    },
  });

/** G7. Notes that a feed was read, unless it is asleep: a fan-out may have skipped it. */
export const touch = (table: Table, feed: Feed, state: FeedState, now: number): Promise<boolean> =>
  update(table, feed, state.generation, {
    UpdateExpression: "SET last_read = :now, asleep_after = :asleep",
    ConditionExpression: "last_read >= :awake",
    ExpressionAttributeValues: {
      ":now": now,
      ":awake": now - state.asleepAfter,
      ":asleep": awakeFor(state, now, table.limits),
    },
  });

async function update(
  table: Table,
  { owner, flag }: Feed,
  generation: number,
  { ConditionExpression, ...change }: Partial<UpdateCommandInput>,
): Promise<boolean> {
  const held = "generation = :held";
  return writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: feedStateKey(owner, flag),
      ...change,
      ConditionExpression: ConditionExpression === undefined ? held : `${held} AND ${ConditionExpression}`,
      ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ":held": generation },
    }),
  );
}
