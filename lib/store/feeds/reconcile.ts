import type { Entry } from "../../domain/action.ts";
import { TributaryError } from "../../domain/errors.ts";
import { type Position, splitPosition } from "../../domain/position.ts";
import { isPublic } from "../../domain/visibility.ts";
import { getActions } from "../actions/actions.ts";
import { batchWrite } from "../../table/batch.ts";
import { type RowPlace, rowKey } from "../../table/keys.ts";
import { rowItem } from "../streams/rows.ts";
import type { Table } from "../../table/table.ts";

export const NO_ROW = 0;
const MAX_LOOKS = 20;

interface KnownRows {
  readonly positions: readonly Position[];
  readonly known: Map<Position, number>;
}

/** Makes rows what their actions are *now*, and repeats this until no action has changed meanwhile. */
export async function reconcile(
  table: Table,
  place: RowPlace,
  { positions, known }: KnownRows,
  expires: number,
): Promise<void> {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const actions = await getActions(
      table,
      positions.map((position) => splitPosition(position).id),
      true,
    );
    const live = new Map([...actions.values()].filter(isPublic).map((entry) => [entry.position, entry]));
    const moved = positions.filter(
      (position) => (live.get(position)?.version ?? NO_ROW) !== (known.get(position) ?? NO_ROW),
    );
    if (moved.length === 0) return;
    const puts = moved.flatMap((position) => live.get(position) ?? []);
    const gone = moved.filter((position) => !live.has(position));
    await batchWrite(
      table,
      puts.map((entry) => rowItem(place, entry, expires)),
      gone.map((position) => rowKey(place, position)),
    );
    moved.forEach((position) => known.set(position, live.get(position)?.version ?? NO_ROW));
  }
  throw new TributaryError("unavailable", `rows of ${place.pk} do not come to rest`);
}

/** Writes rows as an index showed them; `reconcile` adds what the index lacked. */
export async function writeRows(
  table: Table,
  place: RowPlace,
  entries: readonly Entry[],
  expires: number,
): Promise<Map<Position, number>> {
  await batchWrite(
    table,
    entries.map((entry) => rowItem(place, entry, expires)),
    [],
  );
  return new Map(entries.map((entry) => [entry.position, entry.version]));
}
