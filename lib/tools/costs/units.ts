import { INDEXES, PARTITION_KEY, SORT_KEY } from "../../contract/table.ts";

type Item = Readonly<Record<string, unknown>>;

export interface KeyUnits {
  readonly place: string;
  readonly key: string;
  readonly units: number;
}

export const TABLE = "table";

const KILOBYTE = 1024;
const sizes = new WeakMap<Item, number>();

/** JSON is a little longer than what is stored. Items are read many times and never changed. */
export function bytesOf(item: Item): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const withSets = (_name: string, value: unknown) =>
    value instanceof Set ? [...(value as Set<unknown>)] : value;
  const bytes = Buffer.byteLength(JSON.stringify(item, withSets));
  sizes.set(item, bytes);
  return bytes;
}

const unitsOf = (item: Item | undefined): number =>
  item === undefined ? 1 : Math.max(1, Math.ceil(bytesOf(item) / KILOBYTE));

/** What reading so much at once costs: every begun four kilobytes, and half of that without consistency. */
export const readUnits = (bytes: number, isConsistent = false): number =>
  Math.max(1, Math.ceil(bytes / (4 * KILOBYTE))) * (isConsistent ? 1 : 0.5);

/** What a write costs by itself: the table, and each index that holds the item before or after. */
export const writeUnits = (before: Item | undefined, after: Item | undefined): number =>
  writesOf("", before, after).reduce((sum, { units }) => sum + units, 0);

export function writesOf(key: string, before: Item | undefined, after: Item | undefined): KeyUnits[] {
  return [
    { place: TABLE, key, units: Math.max(unitsOf(before), unitsOf(after)) },
    ...Object.values(INDEXES).flatMap((index) =>
      indexWrites(inIndex(before, index), inIndex(after, index), index),
    ),
  ];
}

interface Index {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
  readonly only?: readonly string[];
}

function indexWrites(
  from: Item | undefined,
  to: Item | undefined,
  { name: place, partition, sort }: Index,
): KeyUnits[] {
  const row = (item: Item, units = unitsOf(item)) => ({ place, key: String(item[partition]), units });
  if (from === undefined || to === undefined)
    return [from ?? to ?? []].flat().map((item) => row(item as Item));
  if (from[partition] !== to[partition] || from[sort] !== to[sort]) return [row(from), row(to)];
  if (from === to || JSON.stringify(from) === JSON.stringify(to)) return [];
  return [row(to, Math.max(unitsOf(from), unitsOf(to)))];
}

/** What an index holds of an item: nothing where either of its keys is absent. */
function inIndex(item: Item | undefined, { partition, sort, only }: Index): Item | undefined {
  if (item?.[partition] === undefined || item[sort] === undefined) return undefined;
  const kept = only && [PARTITION_KEY, SORT_KEY, partition, sort, ...only];
  return kept ? Object.fromEntries(Object.entries(item).filter(([name]) => kept.includes(name))) : item;
}
