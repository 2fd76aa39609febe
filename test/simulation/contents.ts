import { INDEXES, PARTITION_KEY, SORT_KEY, TTL_ATTRIBUTE } from "../../lib/contract/table.ts";
import { validation } from "./errors.ts";
import type { Faults } from "./faults.ts";
import { Partition, type Slot } from "./partition.ts";
import type { Scheduler } from "./scheduler.ts";
import { Stream } from "./stream.ts";
import { type Item, equal, sortable } from "./values.ts";

export interface Keys {
  readonly partition: string;
  readonly sort: string;
}

interface Index extends Keys {
  readonly name: string;
  readonly partitions: Map<string, Partition>;
}

export const TABLE_KEYS: Keys = { partition: PARTITION_KEY, sort: SORT_KEY };

/**
 * All that is stored: items with what they were lately, index rows with what they will be soon, and the
 * stream.
 */
export class Contents {
  readonly stream: Stream;
  readonly #partitions = new Map<string, Partition>();
  readonly #indexes: readonly Index[] = Object.values(INDEXES).map((index) => ({
    ...index,
    partitions: new Map(),
  }));
  readonly #scheduler: Scheduler;
  readonly #faults: () => Faults;
  #expiries: { readonly due: number; readonly pk: string; readonly sk: string; readonly expires: number }[] =
    [];
  #nextExpiry = Infinity;

  constructor(scheduler: Scheduler, faults: () => Faults, shards: number) {
    this.#scheduler = scheduler;
    this.#faults = faults;
    this.stream = new Stream(shards);
  }

  get(pk: string, sk: string, time = Infinity): Item | undefined {
    const slot = this.#partitions.get(pk)?.find(sortable(sk));
    return time === Infinity ? slot?.latest : slot?.at(time);
  }

  /** One partition of the table, or of an index, with the names of its keys. */
  partition(
    index: string | undefined,
    value: string,
  ): { readonly keys: Keys; readonly partition: Partition | undefined } {
    if (index === undefined) return { keys: TABLE_KEYS, partition: this.#partitions.get(value) };
    const found = this.index(index);
    return { keys: found, partition: found.partitions.get(value) };
  }

  index(name: string): Index {
    const found = this.#indexes.find((one) => one.name === name);
    if (found === undefined) throw validation(`The table does not have the specified index: ${name}`);
    return found;
  }

  /** Every item, in no order. */
  *items(): Generator<Item> {
    for (const { slots } of this.#partitions.values())
      for (const { latest } of slots) if (latest !== undefined) yield latest;
  }

  /**
   * Stores an item in place of another, or none. What is the same as before changes nothing and is in no
   * stream.
   */
  write(pk: string, sk: string, item: Item | undefined, isExpiry = false): void {
    if (item !== undefined) this.#checkIndexKeys(item);
    const old = this.get(pk, sk);
    if (item === undefined ? old === undefined : old !== undefined && equal(old, item)) return;
    const { time } = this.#scheduler;
    const slot = ensure(this.#partitions, pk).ensure(sortable(sk));
    slot.add({ time, item }, this.#oldest);
    for (const index of this.#indexes)
      this.#writeIndex(index, slot, `${sortable(pk)}\0${sortable(sk)}`, old, item);
    if (item === undefined) this.#partitions.get(pk)?.sweep(this.#oldest);
    else this.#expireLater(pk, sk, item);
    this.stream.append(pk, time, old, item, isExpiry);
  }

  /** Deletes what has expired for long enough. */
  expire(): void {
    if (this.#scheduler.time < this.#nextExpiry) return;
    const due = this.#expiries.filter((one) => one.due <= this.#scheduler.time);
    this.#expiries = this.#expiries.filter((one) => one.due > this.#scheduler.time);
    this.#nextExpiry = this.#expiries.reduce((least, one) => Math.min(least, one.due), Infinity);
    for (const { pk, sk, expires } of due) {
      if (this.get(pk, sk)?.[TTL_ATTRIBUTE] === expires) this.write(pk, sk, undefined, true);
    }
  }

  /** Before this moment nobody looks back, and every index has caught up. */
  get #oldest(): number {
    return this.#scheduler.time - Math.max(this.#faults().staleness, this.#faults().indexLag);
  }

  #checkIndexKeys(item: Item): void {
    for (const index of this.#indexes) {
      for (const name of [index.partition, index.sort]) {
        const value = item[name];
        if (value === undefined || (typeof value === "string" && value !== "")) continue;
        throw validation(`One or more parameter values were invalid: Type mismatch for Index Key ${name}`);
      }
    }
  }

  /** A row that moves may show at both places for a moment, or at none. */
  #writeIndex(index: Index, slot: Slot, tie: string, old: Item | undefined, item: Item | undefined): void {
    const [from, to] = [placeIn(index, old), placeIn(index, item)];
    if (from === undefined && to === undefined) return;
    const shown = slot.shown?.get(index.name) ?? 0;
    let last = shown;
    const show = ([partition, sort]: readonly [string, string], seen: Item | undefined) => {
      const { indexLag } = this.#faults();
      // Most rows show soon, a few late.
      const lag = indexLag === 0 ? 0 : indexLag * this.#scheduler.random.next() ** 2;
      const time = Math.max(shown, this.#scheduler.time + lag);
      last = Math.max(last, time);
      const rows = ensure(index.partitions, partition);
      rows.ensure(sortable(sort), tie).add({ time, item: seen }, this.#oldest);
      if (seen === undefined) rows.sweep(this.#oldest);
    };
    if (from !== undefined && (from[0] !== to?.[0] || from[1] !== to?.[1])) show(from, undefined);
    if (to !== undefined) show(to, item);
    if (this.#faults().indexLag > 0) (slot.shown ??= new Map<string, number>()).set(index.name, last);
  }

  #expireLater(pk: string, sk: string, item: Item): void {
    const expires = item[TTL_ATTRIBUTE];
    const { expiry } = this.#faults();
    if (expiry === undefined || typeof expires !== "number") return;
    const due = expires * 1000 + expiry * this.#scheduler.random.next();
    this.#expiries.push({ due, pk, sk, expires });
    this.#nextExpiry = Math.min(this.#nextExpiry, due);
  }
}

function ensure(partitions: Map<string, Partition>, value: string): Partition {
  const found = partitions.get(value) ?? new Partition();
  partitions.set(value, found);
  return found;
}

/** Where an item stands in an index; without both keys nowhere. */
function placeIn(index: Index, item: Item | undefined): readonly [string, string] | undefined {
  const [partition, sort] = [item?.[index.partition], item?.[index.sort]];
  return partition === undefined || sort === undefined ? undefined : [partition as string, sort as string];
}
