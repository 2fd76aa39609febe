import { PREFIX } from "../../../lib/contract/table.ts";
import { switchChain } from "../../../lib/table/keys.ts";
import type { World } from "./world.ts";

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
