import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { ANY_FLAG, type Edge, type Follow, type MergedFollow, mergeFollows } from "../../domain/follow.ts";
import { eachAtMost } from "../../domain/merge.ts";
import type { Position, Range, Walk } from "../../domain/position.ts";
import { compareUtf8 } from "../../domain/text.ts";
import { getIncarnation } from "../entities/entities.ts";
import { followPosition, followersPartition, followsOfOne } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";
import { CLASSES, flagsOf, getFollows, parseFollower } from "./edges.ts";
import { type Listed, type Side, incarnationOn } from "./follow-lists.ts";

/** Which follows: those of an entity, on one side, with some others. */
export interface Wanted {
  readonly entity: EntityRef;
  readonly side: Side;
  readonly others: readonly EntityRef[];
  readonly flag: string;
}

/** Queries at once, for the flags of followers. */
const AT_ONCE = 32;

/** L3. Follows by keys, in the order of L1, or for every flag of L2; read eventually consistently. */
export async function* followsWith(
  table: Table,
  wanted: Wanted,
  { range, direction }: Walk,
): AsyncGenerator<Listed<Follow | MergedFollow>, void, undefined> {
  const { entity, side, flag } = wanted;
  const [incarnation, stored] = await Promise.all([
    getIncarnation(table, entity),
    edgesOf(table, wanted).then((edges) => getFollows(table, edges, false)),
  ]);
  const follows = stored.filter((follow) => incarnationOn(side, follow) >= incarnation);
  const listed = flag === ANY_FLAG ? merged(follows, side) : follows.map(listedFollow);
  const sign = direction === "newer" ? 1 : -1;
  yield* listed
    .filter(({ position }) => isWithin(range, position))
    .sort((a, b) => sign * compareUtf8(a.position, b.position));
}

async function edgesOf(table: Table, { entity, side, others, flag }: Wanted): Promise<readonly Edge[]> {
  if (flag !== ANY_FLAG) return others.map((other) => edgeWith(other));
  if (side === "followers")
    return (await eachAtMost(AT_ONCE, others, (other) => edgesBetween(table, other, entity))).flat();
  const flags = await flagsOf(table, entity);
  return others.flatMap((other) => flags.map((each) => edgeWith(other, each)));

  function edgeWith(other: EntityRef, named = flag): Edge {
    const [follower, followed] = side === "followers" ? [other, entity] : [entity, other];
    return { follower, followed, flag: named };
  }
}

/** A follower's edges with every flag, from the followed's side: there they lie together. */
async function edgesBetween(
  table: Table,
  follower: EntityRef,
  followed: EntityRef,
): Promise<readonly Edge[]> {
  const range = followsOfOne(follower);
  const found = await Promise.all(
    CLASSES.map((edges) => query(table, followersPartition(followed, edges), { range })),
  );
  return found.flat().map(parseFollower);
}

const listedFollow = <F extends Follow>(follow: F) => ({
  position: followPosition(follow.started, follow),
  follow,
});

function merged(follows: readonly Follow[], side: Side): Listed<MergedFollow>[] {
  const other = ({ follower, followed }: Follow) => entityKey(side === "followers" ? follower : followed);
  return [...Map.groupBy(follows, other)].map(([position, some]) => ({
    position,
    follow: mergeFollows(some),
  }));
}

const isWithin = ({ low, high }: Range, position: Position): boolean =>
  (low === undefined || compareUtf8(low, position) <= 0) &&
  (high === undefined || compareUtf8(position, high) <= 0);
