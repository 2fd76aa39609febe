import type { PREFIX } from "../../contract/table.ts";
import type { Key } from "../../table/keys.ts";

export type Item = Readonly<Record<string, unknown>> & Key;

export const AT_ONCE = 8;

export const itemsUnder = (items: readonly Item[], prefix: Prefix): Item[] =>
  items.filter(({ pk }) => pk.startsWith(prefix));

type Prefix = (typeof PREFIX)[keyof typeof PREFIX];
