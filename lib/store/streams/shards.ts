import { createHash } from "node:crypto";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { type Position, splitPosition } from "../../domain/position.ts";
import { batchGet } from "../../table/batch.ts";
import { type RowPlace, listShardsKey } from "../../table/keys.ts";
import { recall } from "../../table/recall.ts";
import type { Table } from "../../table/table.ts";
import { writeIf } from "../../table/write.ts";

/**
 * One key takes a thousand writes a second, so a listed stream has shards, by hash of the action's id (ADR
 * 22). Every size that there ever was is stored: readers read all, removals look everywhere. A new size is
 * written only when every function has read of it.
 */
export type ListedStream = (shard: number) => RowPlace;

const storedSizes = z.object({ sizes: z.array(z.object({ shards: z.int(), from: z.number() })) });

type Sizes = z.output<typeof storedSizes>["sizes"];

const NAME = "sizes of listed streams";

/** S7. The sizes that listed streams have had besides one, the last first used from its time on. */
const getSizes = (table: Table): Promise<Sizes> =>
  recall(table, NAME, table.limits.shardsRemembered, () => readSizes(table, false));

async function readSizes(table: Table, consistent: boolean): Promise<Sizes> {
  const [item] = await batchGet(table, [listShardsKey], consistent);
  return item === undefined ? [] : storedSizes.parse(item).sizes;
}

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
  table.memory.keep(NAME, { since: now, value: await readSizes(table, true) });
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
  const all = new Set([1, ...sizes.map(({ shards }) => shards)].map((size) => shardOf(id, size)));
  return { put: shardOf(id, used), all: [...all] };
}

const shardOf = (id: string, shards: number): number =>
  shards === 1 ? 0 : createHash("sha256").update(id).digest().readUInt32BE(0) % shards;
