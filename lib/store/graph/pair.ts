import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { ANY_FLAG, type Edge, isCurrent } from "../../domain/follow.ts";
import type { Pair } from "../../domain/plans/follow.ts";
import { batchGet } from "../../table/batch.ts";
import { flagsOf, parseFollow } from "./edges.ts";
import { type StoredEntity, incarnationsOf, parseEntity } from "../entities/entities.ts";
import { entityItemKey, followingKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

interface StoredPair extends Pair {
  readonly entities: ReadonlyMap<string, StoredEntity>;
}

/** F1. A follow and the incarnations of both sides, in one consistent read. */
export async function getPair(table: Table, edge: Edge): Promise<StoredPair> {
  const sides = new Map(
    [edge.follower, edge.followed].map((side): [string, EntityRef] => [entityItemKey(side).pk, side]),
  );
  const edgeKey = followingKey(edge);
  const items = await batchGet(table, [edgeKey, ...[...sides.values()].map(entityItemKey)], true);
  const item = items.find(({ pk }) => pk === edgeKey.pk);
  const stored = item && parseFollow(item);
  const entities = new Map(
    items.flatMap((one): [string, StoredEntity][] => {
      const side = sides.get(one["pk"] as string);
      return side === undefined ? [] : [[entityKey(side), parseEntity(one)]];
    }),
  );
  const incarnations = incarnationsOf(entities);
  const follow = stored !== undefined && isCurrent(stored, incarnations) ? stored : undefined;
  return { stored, follow, incarnations, entities };
}

/** F8. With a flag, or with any where it is `*`; read consistently. */
export async function isFollowing(table: Table, edge: Edge): Promise<boolean> {
  const flags = edge.flag === ANY_FLAG ? await flagsOf(table, edge.follower) : [edge.flag];
  const pairs = await Promise.all(flags.map((flag) => getPair(table, { ...edge, flag })));
  return pairs.some(({ follow }) => follow !== undefined);
}
