import { PREFIX } from "../../../lib/contract/table.ts";
import { parseEntity } from "../../../lib/store/entities/entities.ts";
import { REMOVED } from "../../../lib/store/notifications/rows.ts";
import {
  type Cutter,
  entityItemKey,
  notePartition,
  rangesKey,
  switchChain,
} from "../../../lib/table/keys.ts";
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

/** What is left of notifications of people who were deleted. */
export function unerased({ table, people, person }: World): string | undefined {
  const items = table.items();
  for (let index = 0; index < people; index++) {
    const { pk, sk } = entityItemKey(person(index));
    const stored = table.contents.get(pk, sk);
    const incarnation = stored === undefined ? 0 : parseEntity(stored).incarnation;
    const isPast = (epoch: unknown) => Number(epoch ?? incarnation) < incarnation && epoch !== REMOVED;
    const left = items.find((item) => item["pk"] === notePartition(person(index)) && isPast(item["epoch"]));
    if (left !== undefined) return `left of deleted notifications of ${index}: ${String(left["sk"])}`;
  }
  return undefined;
}
