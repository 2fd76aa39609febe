import { type KeyUnits, TABLE, bytesOf, readUnits, writesOf } from "./units.ts";

type Item = Readonly<Record<string, unknown>>;

/** What DynamoDB gives one partition key in a second, in request units. */
export const MOST = { write: 1000, read: 3000 } as const;

type Kind = keyof typeof MOST;

export interface HotKey {
  readonly place: string;
  readonly key: string;
  readonly kind: Kind;
  readonly peak: number;
  readonly total: number;
}

interface Written {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** 2 in a transaction. */
  readonly factor?: number;
}

/** Counts request units by partition key and second, of the table and of each index apart. */
export class Heat {
  readonly #now: () => number;
  readonly #copies: (key: string) => number;
  readonly #keys = new Map<string, { readonly known: Omit<HotKey, "peak" | "total">; seconds: number[] }>();

  /** `copies`: for how many items of a key each one stands that a query examines. */
  constructor(now: () => number, copies: (key: string) => number = () => 1) {
    this.#now = now;
    this.#copies = copies;
  }

  wrote(key: string, { before, after, factor = 1 }: Written): void {
    for (const { units, ...at } of writesOf(key, before, after))
      this.#add("write", { ...at, units: factor * units });
  }

  got(key: string, item: Item | undefined, isConsistent = false): void {
    this.#add("read", { place: TABLE, key, units: readUnits(item ? bytesOf(item) : 0, isConsistent) });
  }

  queried(place: string | undefined, key: string, items: readonly Item[], isConsistent = false): void {
    const bytes = this.#copies(key) * items.reduce((sum, item) => sum + bytesOf(item), 0);
    this.#add("read", { place: place ?? TABLE, key, units: readUnits(bytes, isConsistent) });
  }

  /** Every key, the one that is nearest to what it may take (or furthest beyond) first. */
  hottest(): HotKey[] {
    const keys = [...this.#keys.values()].map(({ known, seconds }) => ({
      ...known,
      peak: seconds.reduce((most, one) => Math.max(most, one ?? 0), 0),
      total: seconds.reduce((sum, one) => sum + (one ?? 0), 0),
    }));
    return keys.sort((a, b) => b.peak / MOST[b.kind] - a.peak / MOST[a.kind]);
  }

  #add(kind: Kind, { place, key, units }: KeyUnits): void {
    const name = `${kind} ${place} ${key}`;
    const counted = this.#keys.get(name) ?? { known: { place, key, kind }, seconds: [] };
    this.#keys.set(name, counted);
    const second = Math.floor(this.#now() / 1000);
    counted.seconds[second] = (counted.seconds[second] ?? 0) + units;
  }
}
