import { PREFIX } from "../../../lib/contract/table.ts";
import { type Cutter, rangesKey, switchChain } from "../../../lib/table/keys.ts";
import type { World } from "./world.ts";

/** How many ranges of a turn have not come to their end. */
export function openRanges({ table }: World, cutter: Cutter): number {
  const { pk, sk } = rangesKey(cutter);
  return Number(table.contents.get(pk, sk)?.["open_ranges"] ?? 0);
}

/** A job that has not come to its end, though nothing is under way any more. */
export function unendedJob({ table }: World): string | undefined {
  const items = table.items();
  const under = (prefix: string) => items.filter(({ pk }) => String(pk).startsWith(prefix));
  const cut = new Set(
    under(PREFIX.turn).flatMap(({ pk, open_ranges: open }) => (open === undefined ? [] : [pk])),
  );
  for (const { pk, deleting, pull_mode: mode, switch_id: id } of under(PREFIX.entity)) {
    if (deleting === true) return `a job does not end: the deletion of ${String(pk)}`;
    if (mode === "switching" && cut.has(PREFIX.turn + switchChain(String(id))))
      return `a job does not end: the switch of ${String(pk)} to pulling`;
  }
  return undefined;
}
