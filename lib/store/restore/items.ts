import type { PREFIX } from "../../contract/table.ts";
import type { Key } from "../../table/keys.ts";

/** An item of the table, whatever it is. */
export type Item = Readonly<Record<string, unknown>> & Key;

/** How many items a walk works on at once. */
export const AT_ONCE = 8;

/** Those of a page whose partition begins so. */
export const itemsUnder = (items: readonly Item[], prefix: Prefix): Item[] =>
  items.filter(({ pk }) => pk.startsWith(prefix));

type Prefix = (typeof PREFIX)[keyof typeof PREFIX];
