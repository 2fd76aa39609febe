import { SORT_KEY } from "../../contract/table.ts";
import { type Range, after, before } from "../../domain/position.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";

type Item = Record<string, unknown>;

/** Keys that long work goes through in their order, page by page. It may be cut anywhere. */
export interface List {
  readonly partition: string;
  /** Without one, the table, which is read consistently. */
  readonly index?: { readonly name: string; readonly partition: string; readonly sort: string } | undefined;
  readonly range?: Range;
  readonly page: number;
  /** Does the work of some items, which may be repeated. @returns how much there was to do */
  work(items: readonly Item[]): Promise<number>;
}

export type Lists = Readonly<Record<string, List>>;

/** The part of a list from `low` on, up to but without `below`. */
export interface Span {
  readonly low?: string | undefined;
  readonly below?: string | undefined;
}

/** The first (or, `downwards`, the last) keys of a part of a list, with their items. */
export async function someKeys(
  table: Table,
  { partition, index, range }: List,
  { low, below }: Span,
  { limit, downwards = false }: { readonly limit: number; readonly downwards?: boolean },
): Promise<{ readonly key: string; readonly item: Item }[]> {
  const items = await query(table, partition, {
    ...(index && { index }),
    range: { low: low ?? range?.low, high: below === undefined ? range?.high : before(below) },
    direction: downwards ? "older" : "newer",
    limit,
    consistent: index === undefined,
  });
  return items.map((item) => ({ key: String(item[index?.sort ?? SORT_KEY]), item }));
}

interface Page {
  readonly done: number;
  /** Where to go on; absent: the part has come to its end. */
  readonly next: string | undefined;
}

export async function* workPages(
  table: Table,
  list: List,
  span: Span,
): AsyncGenerator<Page, void, undefined> {
  for (let { low } = span; ;) {
    const found = await someKeys(table, list, { ...span, low }, { limit: list.page });
    const done = await list.work(found.map(({ item }) => item));
    const last = found.at(-1);
    if (last === undefined || found.length < list.page) return yield { done, next: undefined };
    yield { done, next: (low = after(last.key)) };
  }
}

/** Lists that are left to ranges, and where each goes on. */
export interface Rest {
  readonly what: string;
  readonly lists: Lists;
  readonly reached: ReadonlyMap<string, string>;
}

interface Step {
  readonly done: number;
  readonly isLast: boolean;
}

/** Does lists one after another, page by page. `reached` is told where each goes on, for whoever does the rest. */
export async function* workThrough(
  table: Table,
  lists: Lists,
  reached: Map<string, string>,
): AsyncGenerator<Step, void, undefined> {
  const last = Object.keys(lists).at(-1);
  for (const [name, list] of Object.entries(lists)) {
    for await (const { done, next } of workPages(table, list, { low: reached.get(name) })) {
      if (next !== undefined) reached.set(name, next);
      yield { done, isLast: next === undefined && name === last };
    }
  }
}
