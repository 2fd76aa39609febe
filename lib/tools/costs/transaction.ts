import { batchGet } from "../../table/batch.ts";
import { keyOfItem } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writeUnits } from "./units.ts";

type Item = Readonly<Record<string, unknown>>;

export interface Transaction {
  readonly TransactItems?: readonly {
    readonly Put?: { readonly Item?: Item };
    readonly Update?: { readonly Key?: Item };
    readonly Delete?: { readonly Key?: Item };
    readonly ConditionCheck?: { readonly Key?: Item };
  }[];
}

/** A transaction's price from its items: DynamoDB Local reports two puts as one. @returns write units, too */
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
