import { TTL_ATTRIBUTE } from "../../contract/table.ts";
import type { ActionBody, Entry } from "../../domain/action.ts";
import type { Entries } from "../../domain/merge.ts";
import {
  type Position,
  type Range,
  type Walk,
  nextChunk,
  rest,
  splitPosition,
} from "../../domain/position.ts";
import { utf8Bytes } from "../../domain/text.ts";
import { isPublic } from "../../domain/visibility.ts";
import { bodyToText } from "../actions/action-item.ts";
import { getActions } from "../actions/actions.ts";
import { batchWrite } from "../../table/batch.ts";
import { type RowPlace, rowKey } from "../../table/keys.ts";
import { query } from "../../table/query.ts";
import type { Table } from "../../table/table.ts";

/** A larger row keeps only its key, and its action is read, so that a page of rows stays small. */
const MAX_ROW_BYTES = 750;
const OVERHEAD = 60; // names of the attributes, version and expiry

/** What `rowItems` writes. Its text comes from an action that was checked, so no reader checks it again. */
interface StoredRow {
  readonly sk: string;
  readonly version: number;
  readonly body?: string;
}

interface Row {
  readonly position: Position;
  readonly version: number;
  readonly body: string | undefined;
}

export const rowItem = (place: RowPlace, entry: Entry, expires?: number): Record<string, unknown> =>
  rowItems([{ ...place, expires }], entry)[0] as Record<string, unknown>;

function rowItems(places: readonly ExpiringPlace[], entry: Entry): Record<string, unknown>[] {
  const body = bodyToText(entry.body);
  const most = MAX_ROW_BYTES - OVERHEAD - utf8Bytes(body);
  return places.map((place) => {
    const key = rowKey(place, entry.position);
    return {
      ...key,
      version: entry.version,
      ...(place.expires !== undefined && { [TTL_ATTRIBUTE]: Math.ceil(place.expires / 1000) }),
      ...(utf8Bytes(key.pk) + utf8Bytes(key.sk) <= most && { body }),
    };
  });
}

export interface ActionRow {
  readonly position: Position;
  readonly entry: Entry | undefined;
}

/** Where a row stands, and until when, in epoch milliseconds; absent: for good. */
export interface ExpiringPlace extends RowPlace {
  readonly expires?: number | undefined;
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
  return batchWrite(table, rowItems(places, entry), []);
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
    // `yield*` would take three more turns for each entry.
    for (const entry of await hydrate(table, found)) yield entry;
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

/** The position of the row that is so many from the top of a range, if there are so many. */
export async function rowFromTop(
  table: Table,
  place: RowPlace,
  range: Range,
  chunk: number,
): Promise<Position | undefined> {
  const { items, ended } = await fetch(table, place, { range, direction: "older", chunk });
  return ended ? undefined : parseRow(place, items.at(-1)).position;
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
  const { sk, version, body } = item as StoredRow;
  return { position: sk.slice(place.prefix.length), version, body };
}

async function hydrate(table: Table, found: readonly Row[]): Promise<Entry[]> {
  const bare = found
    .filter(({ body }) => body === undefined)
    .map(({ position }) => splitPosition(position).id);
  const actions = bare.length === 0 ? undefined : await getActions(table, bare, false);
  return found.flatMap(({ position, version, body }): Entry[] => {
    if (body !== undefined) return [{ position, version, body: JSON.parse(body) as ActionBody }];
    const action = actions?.get(splitPosition(position).id);
    return action !== undefined && isPublic(action) ? [action] : [];
  });
}
