import * as z from "zod/mini";
import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import type { Entry } from "../../domain/action.ts";
import type { Entries } from "../../domain/merge.ts";
import {
  type Position,
  type Range,
  type Walk,
  nextChunk,
  rest,
  splitPosition,
} from "../../domain/position.ts";
import { isPublic } from "../../domain/visibility.ts";
import { bodyOfText, bodyToText } from "../actions/action-item.ts";
import { getActions } from "../actions/actions.ts";
import { batchWrite } from "../../table/batch.ts";
import { type RowPlace, rowKey } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";

/** A larger row keeps only its key, and its action is read, so that a page of rows stays small. */
const MAX_ROW_BYTES = 750;
const OVERHEAD = 60; // names of the attributes, version and expiry

const storedRow = z.object({ sk: z.string(), version: z.number(), body: z.optional(z.string()) });

interface Row {
  readonly position: Position;
  readonly version: number;
  readonly body: string | undefined;
}

export function rowItem(place: RowPlace, entry: Entry, expires?: number): Record<string, unknown> {
  const key = rowKey(place, entry.position);
  const body = bodyToText(entry.body);
  const bytes = OVERHEAD + [key.pk, key.sk, body].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    ...key,
    version: entry.version,
    ...(bytes <= MAX_ROW_BYTES && { body }),
    ...(expires !== undefined && { [TTL_ATTRIBUTE]: Math.ceil(expires / 1000) }),
  };
}

export interface ActionRow {
  readonly position: Position;
  readonly entry: Entry | undefined;
}

/** Where a row stands, and until when, in epoch milliseconds; absent: for good. */
export interface ExpiringPlace extends RowPlace {
  readonly expires?: number;
}

/** R2. Writes an action's rows, or removes them if it must not be seen. */
export async function putOrRemove(
  table: Table,
  { position, entry }: ActionRow,
  places: readonly ExpiringPlace[],
): Promise<void> {
  if (entry === undefined) {
    const keys = places.map((place) => rowKey(place, position));
    return batchWrite(table, [], keys);
  }
  const items = places.map((place) => rowItem(place, entry, place.expires));
  return batchWrite(table, items, []);
}

/** R1. A walk over the rows of one place. `first` may hold rows that were read already. */
export async function* rows(
  table: Table,
  place: RowPlace,
  walk: Walk,
  first?: { readonly items: readonly unknown[]; readonly ended: boolean },
): Entries {
  let left = walk;
  let page = first;
  for (;;) {
    page ??= await fetch(table, place, left);
    const found = page.items.map((item) => parseRow(place, item));
    yield* await hydrate(table, found);
    const last = found.at(-1);
    if (page.ended || last === undefined) return;
    left = { ...left, range: rest(left.range, left.direction, last.position), chunk: nextChunk(left) };
    page = undefined;
  }
}

/** The versions of rows in a range, by position; read consistently. */
export async function rowVersions(
  table: Table,
  place: RowPlace,
  range: Range,
): Promise<Map<Position, number>> {
  const items = await query(table, place.pk, { range: sortRange(place, range), consistent: true });
  return new Map(
    items.map((item) => parseRow(place, item)).map(({ position, version }) => [position, version]),
  );
}

async function fetch(table: Table, place: RowPlace, { range, direction, chunk }: Walk) {
  const items = await query(table, place.pk, { range: sortRange(place, range), direction, limit: chunk });
  return { items, ended: items.length < chunk };
}

const sortRange = ({ prefix }: RowPlace, { low = "", high = "~" }: Range): Range => ({
  low: prefix + low === "" ? "0" : prefix + low,
  high: prefix + high,
});

function parseRow(place: RowPlace, item: unknown): Row {
  const { sk, version, body } = storedRow.parse(item);
  return { position: sk.slice(place.prefix.length), version, body };
}

async function hydrate(table: Table, found: readonly Row[]): Promise<Entry[]> {
  const bare = found
    .filter(({ body }) => body === undefined)
    .map(({ position }) => splitPosition(position).id);
  const actions = bare.length === 0 ? undefined : await getActions(table, bare, false);
  return found.flatMap(({ position, version, body }): Entry[] => {
    if (body !== undefined) return [{ position, version, body: bodyOfText(body) }];
    const action = actions?.get(splitPosition(position).id);
    return action !== undefined && isPublic(action) ? [action] : [];
  });
}
