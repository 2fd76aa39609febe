import { type Attributes, type EntityRef, entityKey } from "../../domain/entity.ts";
import { DEFAULT_FLAG } from "../../domain/follow.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { batchGet } from "../../table/batch.ts";
import { entityItemKey, feedStateKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { parseState } from "../feeds/feed-state.ts";
import { hasFollows } from "../graph/edges.ts";
import { NOTHING, type StoredEntity, parseEntity } from "./entities.ts";

export interface CountedEntity extends Pick<StoredEntity, "incarnation" | "revision"> {
  readonly attributes: Attributes;
  readonly followers: number;
  readonly following: number;
}

/** E4. An entity and its counts, consistent; `undefined` if no attributes or follows are stored. */
export async function getEntity(table: Table, entity: EntityRef): Promise<CountedEntity | undefined> {
  return (await countedEntities(table, [entity], true)).get(entityKey(entity));
}

/** E8. Many entities as `getEntity` has them, by `entityKey`, read eventually consistently. */
export const lookUpEntities = (
  table: Table,
  entities: readonly EntityRef[],
): Promise<ReadonlyMap<string, CountedEntity>> => countedEntities(table, entities, false);

const AT_ONCE = 16;

async function countedEntities(table: Table, entities: readonly EntityRef[], consistent: boolean) {
  const all = [...new Map(entities.map((entity) => [entityKey(entity), entity])).values()];
  const keys = all.map((entity) => ({
    entity,
    own: entityItemKey(entity),
    state: feedStateKey(entity, DEFAULT_FLAG),
  }));
  const items = await batchGet(
    table,
    keys.flatMap(({ own, state }) => [own, state]),
    consistent,
  );
  const byPk = new Map(items.map((item) => [item["pk"], item]));
  const found = await eachAtMost(AT_ONCE, keys, async ({ entity, own, state }) => {
    const counted = countedOf(byPk.get(own.pk), byPk.get(state.pk));
    const isKnown =
      counted.attributes !== undefined ||
      counted.followers + counted.following > 0 ||
      (await hasFollows(table, entity, counted.incarnation, consistent));
    return isKnown
      ? [[entityKey(entity), { ...counted, attributes: counted.attributes ?? {} }] as const]
      : [];
  });
  return new Map<string, CountedEntity>(found.flat());
}

function countedOf(item: unknown, stateItem: unknown) {
  const { attributes, followers, incarnation, revision } = item === undefined ? NOTHING : parseEntity(item);
  const state = stateItem === undefined ? undefined : parseState(stateItem);
  return {
    attributes,
    followers,
    following: state?.incarnation === incarnation ? state.follows : 0,
    incarnation,
    revision,
  };
}
