import { BatchGetCommand, BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { eachAtMost } from "../domain/merge.ts";
import { type Key, textOfKey } from "./keys.ts";
import { AGAIN, withBackoff } from "./retry.ts";
import type { Table } from "./table.ts";

type Item = Record<string, unknown>;

export const WRITES_PER_CALL = 25;
export const READS_PER_CALL = 100;
const CALLS_AT_ONCE = 4;

/** Puts and deletes any number of items, each key at most once, and repeats unprocessed ones. */
export async function batchWrite(
  table: Table,
  puts: readonly Item[],
  deletes: readonly Key[],
): Promise<void> {
  const requests = [
    ...puts.map((Item) => ({ PutRequest: { Item } })),
    ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  ];
  await eachAtMost(CALLS_AT_ONCE, chunks(requests, WRITES_PER_CALL), async (chunk) => {
    let open: typeof chunk = chunk;
    await withBackoff(table, async () => {
      const { UnprocessedItems } = await table.client.send(
        new BatchWriteCommand({ RequestItems: { [table.name]: open } }),
      );
      open = (UnprocessedItems?.[table.name] ?? []) as typeof chunk;
      return open.length === 0 ? undefined : AGAIN;
    });
  });
}

/** Reads any number of keys, each once, in no order; missing items are absent. */
export async function batchGet(table: Table, keys: readonly Key[], consistent: boolean): Promise<Item[]> {
  const distinct = new Map(keys.map(({ pk, sk }) => [textOfKey({ pk, sk }), { pk, sk }]));
  const found = await eachAtMost(
    CALLS_AT_ONCE,
    chunks([...distinct.values()], READS_PER_CALL),
    async (chunk) => {
      const items: Item[] = [];
      let open: Item[] = chunk;
      await withBackoff(table, async () => {
        const answer = await table.client.send(
          new BatchGetCommand({ RequestItems: { [table.name]: { Keys: open, ConsistentRead: consistent } } }),
        );
        items.push(...(answer.Responses?.[table.name] ?? []));
        open = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
        return open.length === 0 ? undefined : AGAIN;
      });
      return items;
    },
  );
  return found.flat();
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
