import { middle } from "../../domain/middle.ts";
import { eachAtMost } from "../../domain/merge.ts";
import { after } from "../../domain/position.ts";
import { compareUtf8 } from "../../domain/text.ts";
import type { Table } from "../../table/table.ts";
import { type List, type Span, someKeys } from "./lists.ts";

const AT_ONCE = 8;

interface Stretch {
  readonly first: string;
  readonly last: string;
  /** Where it begins for whoever works on it. */
  readonly low: string | undefined;
}

interface Wish {
  readonly pieces: number;
  hasTime(): boolean;
}

/**
 * T5. Where to cut a part of a list into up to `pieces`, fewer where time runs out, of which each holds a key and
 * the first at least a page; nowhere, where it is too short. The cuts decide nothing but how long pieces take.
 */
export async function cutsOf(table: Table, list: List, span: Span, wish: Wish): Promise<string[]> {
  const { pieces, hasTime } = wish;
  const page = await someKeys(table, list, span, { limit: list.page });
  const end = page.at(-1);
  if (end === undefined || page.length < list.page || !hasTime()) return [];
  const [last] = await someKeys(table, list, span, { limit: 1, downwards: true });
  if (last === undefined || compareUtf8(last.key, end.key) <= 0) return [];
  let stretches: readonly Stretch[] = [{ first: end.key, last: last.key, low: undefined }];
  for (let count = 0; stretches.length < pieces && stretches.length > count && hasTime();) {
    count = stretches.length;
    const room = pieces - count;
    const halves = await eachAtMost(AT_ONCE, [...stretches.entries()], ([index, stretch]) =>
      index < room ? halved(table, list, stretch) : Promise.resolve([stretch]),
    );
    stretches = halves.flat();
  }
  return stretches.flatMap(({ low }) => low ?? []);
}

async function halved(table: Table, list: List, { first, last, low }: Stretch): Promise<Stretch[]> {
  if (first === last) return [{ first, last, low }];
  const cut = middle(first, last);
  const [[under], [over]] = await Promise.all([
    someKeys(table, list, { low: first, below: cut }, { limit: 1, downwards: true }),
    someKeys(table, list, { low: cut, below: after(last) }, { limit: 1 }),
  ]);
  return [
    { first, last: under?.key ?? first, low },
    { first: over?.key ?? last, last, low: cut },
  ];
}
