import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type EntityRef, entityKey } from "../../domain/entity.ts";
import { type Position, splitPosition } from "../../domain/position.ts";
import { partOf } from "../../domain/spread.ts";
import { type RowPlace, listShardsKey, parseSpreadName, spreadName } from "../../table/keys.ts";
import { recall } from "../../table/recall.ts";
import type { Table } from "../../table/table.ts";
import { write, writeIf } from "../../table/write.ts";

/**
 * One key takes a thousand writes a second, so a listed stream has shards, by hash of the action's id (ADR
 * 22). Every size that there ever was is stored: readers read all, removals look everywhere. A new size is
 * written only when every function has read of it.
 */
export type ListedStream = (shard: number) => RowPlace;

const storedParts = z.object({
  sizes: z._default(z.array(z.object({ shards: z.int(), from: z.number() })), []),
  spread: z.optional(z.set(z.string())),
});

interface Parts {
  /** The sizes that listed streams have had besides one, the last first used from its time on. */
  readonly sizes: readonly { readonly shards: number; readonly from: number }[];
  readonly keys: ReadonlyMap<string, number>;
}

type Sizes = Parts["sizes"];

const NAME = "parts of streams";

/** S7. What every function knows of streams in parts. */
const getParts = (table: Table): Promise<Parts> =>
  recall(table, NAME, table.limits.shardsRemembered, () => readParts(table, false));

async function readParts(table: Table, ConsistentRead: boolean): Promise<Parts> {
  const { Item = {} } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: listShardsKey, ConsistentRead }),
  );
  const { sizes, spread = [] } = storedParts.parse(Item);
  const raises = [...spread].map(parseSpreadName).sort((a, b) => a.keys - b.keys);
  return { sizes, keys: new Map(raises.map(({ entity, keys }) => [entity, keys])) };
}

const getSizes = async (table: Table): Promise<Sizes> => (await getParts(table)).sizes;

const most = (sizes: Sizes): number => Math.max(1, ...sizes.map(({ shards }) => shards));

/** S8. Raises the size of listed streams to the setting. A lower setting changes nothing. */
export async function raiseShards(table: Table): Promise<void> {
  const { listShards: shards, shardsUsedAfter } = table.limits;
  const sizes = await getSizes(table);
  if (shards <= most(sizes)) return;
  const now = table.nondeterminism.clock();
  const known = sizes.length === 0 ? "attribute_not_exists(sizes)" : "sizes = :known";
  await writeIf(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: listShardsKey,
      UpdateExpression: "SET sizes = :sizes",
      ConditionExpression: known,
      ExpressionAttributeValues: {
        ":sizes": [...sizes, { shards, from: now + shardsUsedAfter }],
        ...(sizes.length > 0 && { ":known": sizes }),
      },
    }),
  );
  table.memory.keep(NAME, { since: now, value: await readParts(table, true) });
}

export const shardsToRead = async (table: Table): Promise<number> => most(await getSizes(table));

/** Where the row of an action is put, and everywhere that it may have been put before. */
export async function shardsOf(
  table: Table,
  position: Position,
): Promise<{ readonly put: number; readonly all: readonly number[] }> {
  const sizes = await getSizes(table);
  const now = table.nondeterminism.clock();
  const used = sizes.findLast(({ from }) => from <= now)?.shards ?? 1;
  const { id } = splitPosition(position);
  const all = new Set([1, ...sizes.map(({ shards }) => shards)].map((size) => partOf(id, size)));
  return { put: partOf(id, used), all: [...all] };
}

/** S10. How many keys of an entity a reader reads. */
export const keysToRead = async (table: Table, entity: EntityRef): Promise<number> =>
  (await getParts(table)).keys.get(entityKey(entity)) ?? 1;

/** S10. Has every reader read more keys of an entity, within `shardsRemembered`. */
export const announceKeys = (table: Table, entity: EntityRef, keys: number) =>
  write(
    table,
    new UpdateCommand({
      TableName: table.name,
      Key: listShardsKey,
      UpdateExpression: "ADD spread :name",
      ExpressionAttributeValues: { ":name": new Set([spreadName(entity, keys)]) },
    }),
  );
