import type { Reach } from "./key-conditions.ts";
import type { Item } from "./values.ts";

interface Version {
  /** From when on it is to be seen; in an index that may be later than now. */
  readonly time: number;
  readonly item: Item | undefined;
}

/** One key with what was, is and (in an index) will be to be seen under it. */
export class Slot {
  /** Sortable. */
  readonly sort: string;
  /** Tells index rows of one sort key apart, and orders them. */
  readonly tie: string;
  #versions: Version[] = [];
  /** When the latest change shows in each index: an item's changes show in order. */
  shown: Map<string, number> | undefined;

  constructor(sort: string, tie: string) {
    this.sort = sort;
    this.tie = tie;
  }

  get latest(): Item | undefined {
    return this.#versions.at(-1)?.item;
  }

  at(time: number): Item | undefined {
    for (let at = this.#versions.length - 1; at >= 0; at--) {
      const version = this.#versions[at] as Version;
      if (version.time <= time) return version.item;
    }
    return undefined;
  }

  /** Versions that ended before `oldest` are forgotten: nobody may see them any more. */
  add(version: Version, oldest: number): void {
    const kept = this.#versions.findLastIndex(({ time }) => time <= oldest);
    if (kept > 0) this.#versions = this.#versions.slice(kept);
    this.#versions.push({ ...version, time: Math.max(version.time, this.#versions.at(-1)?.time ?? 0) });
  }

  isGone(oldest: number): boolean {
    const last = this.#versions.at(-1);
    return last === undefined || (last.item === undefined && last.time <= oldest);
  }
}

const SWEEP_EVERY = 16;

/** The slots of one partition key, in the order of their keys. */
export class Partition {
  #slots: Slot[] = [];
  readonly #byKey = new Map<string, Slot>();
  #sweeps = 0;

  get slots(): readonly Slot[] {
    return this.#slots;
  }

  find(sort: string, tie = ""): Slot | undefined {
    return this.#byKey.get(tie === "" ? sort : `${sort}\0${tie}`);
  }

  ensure(sort: string, tie = ""): Slot {
    const found = this.find(sort, tie);
    if (found !== undefined) return found;
    const slot = new Slot(sort, tie);
    this.#byKey.set(tie === "" ? sort : `${sort}\0${tie}`, slot);
    this.#slots.splice(
      this.#firstNot((one) => isBelow(one, sort, tie)),
      0,
      slot,
    );
    return slot;
  }

  /** The slots in reach, beyond a place that a page ended at. */
  *walk(reach: Reach, forward: boolean, start?: Pick<Slot, "sort" | "tie">): Generator<Slot> {
    const { low, high, aboveLow = false, belowHigh = false, prefix } = reach;
    let from = low === undefined ? 0 : this.#firstNot(({ sort }) => sort < low || (aboveLow && sort === low));
    let to = this.#slots.length;
    if (high !== undefined) to = this.#firstNot(({ sort }) => sort < high || (!belowHigh && sort === high));
    if (prefix !== undefined) to = this.#firstNot(({ sort }) => sort < prefix || sort.startsWith(prefix));
    if (start !== undefined) {
      const { sort, tie } = start;
      const below = this.#firstNot((one) => isBelow(one, sort, tie));
      const isThere = this.#slots[below]?.sort === sort && this.#slots[below].tie === tie;
      if (forward) from = Math.max(from, isThere ? below + 1 : below);
      else to = Math.min(to, below);
    }
    const slots = this.#slots;
    if (forward) for (let at = from; at < to; at++) yield slots[at] as Slot;
    else for (let at = to - 1; at >= from; at--) yield slots[at] as Slot;
  }

  /** Forgets keys under which nobody may see anything any more, now and then. */
  sweep(oldest: number): void {
    if (++this.#sweeps % SWEEP_EVERY !== 0) return;
    const gone = this.#slots.filter((slot) => slot.isGone(oldest));
    if (gone.length === 0) return;
    for (const { sort, tie } of gone) this.#byKey.delete(tie === "" ? sort : `${sort}\0${tie}`);
    this.#slots = this.#slots.filter((slot) => !slot.isGone(oldest));
  }

  /** The first place whose slot does not lie below. */
  #firstNot(isBelowIt: (slot: Slot) => boolean): number {
    let [from, to] = [0, this.#slots.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBelowIt(this.#slots[middle] as Slot)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

const isBelow = (slot: Slot, sort: string, tie: string): boolean =>
  slot.sort < sort || (slot.sort === sort && slot.tie < tie);
