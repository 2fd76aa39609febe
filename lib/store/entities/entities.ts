import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type Attributes, type EntityRef, entityKey } from "../../domain/entity.ts";
import type { Bounds } from "../../domain/bounds.ts";
import type { Incarnation, Incarnations } from "../../domain/incarnation.ts";
import { batchGet } from "../../table/batch.ts";
import { entityItemKey } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const storedEntity = z.object({
  pk: z.string(),
  attributes: z.optional(z.string()),
  epoch: z._default(z.int(), 0),
  followers: z._default(z.int(), 0),
  deleting: z._default(z.boolean(), false),
  revision: z.optional(z.string()),
  deletion_condition: z.optional(z.string()),
  /** Absent while its actions are pushed. `switching`: still pushed, while the followers' states change. */
  pull_mode: z.optional(z.enum(["switching", "pull"])),
  switch_id: z.optional(z.string()),
  pushed_at: z._default(z.number(), 0),
  acted_until: z.optional(z.number()),
  met_until: z.optional(z.number()),
  /** A number of keys; 1 from when more are announced. */
  spread: z._default(z.int(), 0),
});

export type EntityItem = z.input<typeof storedEntity>;

export interface StoredEntity {
  readonly attributes: Attributes | undefined;
  readonly incarnation: Incarnation;
  /** Changes with every write of attributes. Absent: none in this incarnation. */
  readonly revision: string | undefined;
  readonly deletionCondition: string | undefined;
  /** Of the flag `following`, counted from the table's stream. */
  readonly followers: number;
  readonly deleting: boolean;
  /** How its actions reach its followers' feeds; `switching` is push, while feeds are switched to pull. */
  readonly mode: Mode;
  readonly switchId: string | undefined;
  /** When it was last pushed again after it was pulled; 0: never. */
  readonly pushedAt: number;
  readonly bounds: Bounds;
  /** Over how many keys its new actions are spread in the indexes; 0: over none but its own. */
  readonly keys: number;
}

export type Mode = "push" | "switching" | "pull";

export const NOTHING: StoredEntity = {
  attributes: undefined,
  incarnation: 0,
  revision: undefined,
  deletionCondition: undefined,
  followers: 0,
  deleting: false,
  mode: "push",
  switchId: undefined,
  pushedAt: 0,
  bounds: {},
  keys: 0,
};

export function parseEntity(item: unknown): StoredEntity {
  const {
    attributes: text,
    pull_mode: mode = "push",
    switch_id: switchId,
    pushed_at: pushedAt,
    deletion_condition: deletionCondition,
    epoch: incarnation,
    followers,
    deleting,
    revision,
    acted_until: acted,
    met_until: met,
    spread: keys,
  } = storedEntity.parse(item);
  const attributes = text === undefined ? undefined : (JSON.parse(text) as Attributes);
  return {
    ...{ attributes, incarnation, revision, deletionCondition, followers, deleting, mode, switchId },
    pushedAt,
    bounds: { acted, met },
    keys,
  };
}

/** E1. Many entities by `entityKey`; those of which nothing is stored are absent. */
export async function getEntities(
  table: Table,
  entities: readonly EntityRef[],
  consistent: boolean,
): Promise<Map<string, StoredEntity>> {
  const byPk = new Map(entities.map((entity) => [entityItemKey(entity).pk, entity]));
  const items = await batchGet(table, [...byPk.values()].map(entityItemKey), consistent);
  return new Map(
    items.map((item) => [entityKey(byPk.get(item["pk"] as string) as EntityRef), parseEntity(item)]),
  );
}

export const incarnationsOf = (entities: ReadonlyMap<string, StoredEntity>): Incarnations =>
  new Map([...entities].map(([key, { incarnation }]) => [key, incarnation]));

/** E2. One entity's incarnation, read eventually consistently. */
export async function getIncarnation(table: Table, entity: EntityRef): Promise<Incarnation> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: entityItemKey(entity) }),
  );
  return Item === undefined ? 0 : parseEntity(Item).incarnation;
}

/** E1. What is stored of one entity, read consistently; nothing, where nothing is. */
export async function getStored(table: Table, entity: EntityRef): Promise<StoredEntity> {
  return (await getEntities(table, [entity], true)).get(entityKey(entity)) ?? NOTHING;
}
