import { INDEXES, PARTITION_KEY, SORT_KEY } from "../../contract/table.ts";
import { batchGet } from "../../table/batch.ts";
import { keyOfItem } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

type Item = Readonly<Record<string, unknown>>;

/** The writes of a transaction, as the SDK takes them. */
export interface Transaction {
  readonly TransactItems?: readonly {
    readonly Put?: { readonly Item?: Item };
    readonly Update?: { readonly Key?: Item };
    readonly Delete?: { readonly Key?: Item };
    readonly ConditionCheck?: { readonly Key?: Item };
  }[];
}

const KILOBYTE = 1024;

/**
 * Runs a transaction and works out its price from the items before and after it. DynamoDB Local does not add
 * up: for two puts it reports the price of one.
 * @returns the answer, and write units: twice those of the same writes one by one
 */
export async function priceOf<T>(
  table: Table,
  { TransactItems = [] }: Transaction,
  run: () => Promise<T>,
): Promise<[T, number]> {
  const keys = TransactItems.map(({ Put, Update, Delete, ConditionCheck }) =>
    keyOfItem(Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key ?? {}),
  );
  const items = async () => {
    const found = await batchGet(table, keys, true);
    return keys.map(({ pk, sk }) => found.find((item) => item["pk"] === pk && item["sk"] === sk));
  };
  const before = await items();
  const answer = await run();
  const after = await items();
  return [answer, 2 * keys.reduce((sum, _key, index) => sum + writeUnits(before[index], after[index]), 0)];
}

/** What a write costs by itself: the table, and each index that holds the item before or after. */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  const indexed = Object.values(INDEXES).map((index) => {
    const [from, to] = [inIndex(before, index), inIndex(after, index)];
    if (from === undefined || to === undefined) return from === to ? 0 : units(from ?? to);
    if (from[index.partition] !== to[index.partition] || from[index.sort] !== to[index.sort])
      return units(from) + units(to);
    return JSON.stringify(from) === JSON.stringify(to) ? 0 : Math.max(units(from), units(to));
  });
  return indexed.reduce((sum, one) => sum + one, Math.max(units(before), units(after)));
}

interface Index {
  readonly partition: string;
  readonly sort: string;
  readonly only?: readonly string[];
}

/** What an index holds of an item: nothing where either of its keys is absent. */
function inIndex(item: Item | undefined, { partition, sort, only }: Index): Item | undefined {
  if (item?.[partition] === undefined || item[sort] === undefined) return undefined;
  const kept = only && [PARTITION_KEY, SORT_KEY, partition, sort, ...only];
  return kept ? Object.fromEntries(Object.entries(item).filter(([name]) => kept.includes(name))) : item;
}

/** Every begun kilobyte is one. JSON is a little longer than what is stored. */
const units = (item: Item | undefined): number =>
  Math.max(1, Math.ceil(Buffer.byteLength(JSON.stringify(item ?? {})) / KILOBYTE));
