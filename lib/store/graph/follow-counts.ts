import { NAMED_ATTRIBUTE, TTL_ATTRIBUTE } from "../../contract/table.ts";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import type { Incarnation } from "../../domain/incarnation.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { DAY } from "../../domain/time.ts";
import { chunks } from "../../table/batch.ts";
import type { FollowerEdge } from "./edges.ts";
import { NOTHING, type StoredEntity, getEntities } from "../entities/entities.ts";
import { entityItemKey, followerKey, uncountedKey } from "../../table/keys.ts";
import { AGAIN, withBackoff } from "../../table/retry.ts";
import { atIncarnation } from "../../table/conditions.ts";
import type { Table } from "../../table/table.ts";
import { tryTransact } from "../../table/transact.ts";

/** A change of a follow on the followed's side: one ended, one began, or both. */
export interface FollowChange {
  readonly gone: FollowerEdge | undefined;
  readonly come: FollowerEdge | undefined;
}

/** A followed entity after counting, as this counter saw it; others may count at the same time. */
export interface Counted extends Pick<StoredEntity, "followers" | "mode" | "switchId" | "keys"> {
  readonly isRepetition: boolean;
}

/** Longer than a record can be retried: a day in the stream, fourteen in the failure queue. */
const GUARD_LIFE = 60 * DAY;
/** Guards and the count are one transaction of at most a hundred writes. */
const MOST_GUARDS = 50;

interface Step {
  readonly edge: FollowerEdge;
  readonly by: 1 | -1;
}

/** C1. Counts followers from change records. Guards (ADR 8) bear records that come twice or late. */
export async function countFollowers(
  table: Table,
  followed: EntityRef,
  changes: readonly FollowChange[],
  now: number,
): Promise<Counted> {
  const stored = (await getEntities(table, [followed], true)).get(entityKey(followed));
  const incarnation = stored?.incarnation ?? 0;
  const steps = changes
    .flatMap(stepsOf)
    .filter(({ edge }) => edge.flag === DEFAULT_FLAG && edge.followedIncarnation === incarnation)
    .filter(
      ({ edge, by }, index, all) =>
        all.findIndex((one) => one.edge.nonce === edge.nonce && one.by === by) === index,
    );
  let [followers, counted] = [stored?.followers ?? 0, 0];
  for (const some of roundsOf(steps).flatMap((round) => chunks(round, MOST_GUARDS))) {
    const done = await countSome(table, { followed, incarnation }, some, now);
    followers += sumOf(done);
    counted += done.length;
  }
  return { ...(stored ?? NOTHING), followers, isRepetition: counted === 0 };
}

/** A follow that ended uncounted stays uncounted: its item is gone. */
const stepsOf = ({ gone, come }: FollowChange): Step[] => [
  ...(gone?.counted === true && gone.nonce !== come?.nonce ? [{ edge: gone, by: -1 } as const] : []),
  ...(come !== undefined && !come.counted ? [{ edge: come, by: 1 } as const] : []),
];

/** A transaction names no item twice: an unfollow and a new follow of the same pair go into two rounds. */
function roundsOf(steps: readonly Step[]): Step[][] {
  const rounds: Step[][] = [];
  const times = new Map<string, number>();
  for (const step of steps) {
    const place =
      step.by < 0
        ? step.edge.nonce
        : followerKey(step.edge, step.edge.edges).pk + followerKey(step.edge, step.edge.edges).sk;
    const round = times.get(place) ?? 0;
    times.set(place, round + 1);
    (rounds[round] ??= []).push(step);
  }
  return rounds;
}

const sumOf = (steps: readonly Step[]): number => steps.reduce((sum, { by }) => sum + by, 0);

async function countSome(
  table: Table,
  { followed, incarnation }: { followed: EntityRef; incarnation: Incarnation },
  all: readonly Step[],
  now: number,
): Promise<readonly Step[]> {
  let open = all;
  return withBackoff(table, async () => {
    if (open.length === 0) return [];
    const failed = await tryTransact(table, [
      ...open.map((step) => guard(table, step, now)),
      { Update: addFollowers(table, followed, incarnation, sumOf(open)) },
    ]);
    if (failed === AGAIN) return AGAIN;
    if (failed.length === 0) return open;
    if (failed.includes(open.length)) return []; // deleted meanwhile
    open = open.filter((_step, index) => !failed.includes(index));
    return AGAIN;
  });
}

function guard(table: Table, { edge, by }: Step, now: number) {
  if (by < 0) {
    const Item = { ...uncountedKey(edge.nonce), [TTL_ATTRIBUTE]: Math.ceil((now + GUARD_LIFE) / 1000) };
    return { Put: { TableName: table.name, Item, ConditionExpression: "attribute_not_exists(pk)" } };
  }
  return {
    Update: {
      TableName: table.name,
      Key: followerKey(edge, edge.edges),
      UpdateExpression: "SET counted = :true",
      // Items of older versions lack `counted`.
      ConditionExpression: "nonce = :nonce AND (attribute_not_exists(counted) OR counted = :false)",
      ExpressionAttributeValues: { ":true": true, ":false": false, ":nonce": edge.nonce },
    },
  };
}

const addFollowers = (table: Table, followed: EntityRef, incarnation: Incarnation, sum: number) => ({
  TableName: table.name,
  Key: entityItemKey(followed),
  UpdateExpression: `ADD followers :sum REMOVE ${NAMED_ATTRIBUTE}`,
  ConditionExpression: atIncarnation(incarnation),
  ExpressionAttributeValues: { ":sum": sum, ...(incarnation > 0 && { ":epoch": incarnation }) },
});
