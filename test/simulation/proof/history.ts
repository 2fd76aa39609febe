import { HEAD_KIND, PREFIX } from "../../../lib/contract/table.ts";
import type { Member } from "../../../lib/domain/notifications/head.ts";
import { expiryOf, parseHead } from "../../../lib/store/notifications/heads.ts";
import { REMOVED } from "../../../lib/store/notifications/rows.ts";
import { groupOfHead } from "../../../lib/table/keys.ts";
import type { Table } from "../../../lib/table/table.ts";
import type { StreamRecord } from "../stream.ts";
import type { Item } from "../values.ts";

/** When an action came into somebody's notifications, and how that was stamped. */
export interface Arrival {
  readonly time: number;
  readonly at: number;
}

/** What must never fall, by the kind of item; within one incarnation. */
const RISING: readonly string[] = ["high", "gone", "seen", "read"];

/** All that was ever stored in one world, looked at behind the code's back: every change of every item. */
export class History {
  /** What must never be, and was for a moment. */
  readonly wrongs: string[] = [];
  readonly #arrivals = new Map<string, Arrival>();
  readonly #erased = new Map<string, number>();
  readonly #moves = new Map<string, number[]>();

  readonly #table: Pick<Table, "limits">;

  constructor(shards: readonly (readonly StreamRecord[])[], table: Pick<Table, "limits">) {
    this.#table = table;
    for (const record of shards.flat().sort((a, b) => a.sequence - b.sequence)) this.#note(record);
  }

  /** When an action arrived at an incarnation of somebody; `owner` and `actor` are `entityKey`s. */
  arrivalOf = (owner: string, incarnation: number, id: string): Arrival | undefined =>
    this.#arrivals.get(`${owner} ${incarnation} ${id}`);

  /** When somebody was deleted last; 0: never. */
  erasedAt = (owner: string): number => this.#erased.get(owner) ?? 0;

  /** When the index had to move a group; until it has, it may show it in neither place. */
  movesOf = (owner: string, group: string): readonly number[] => this.#moves.get(`${owner} ${group}`) ?? [];

  #note({ pk, old, new: now, time }: StreamRecord): void {
    if (now === undefined) return;
    const owner = pk.slice(PREFIX.note.length);
    const isNote = pk.startsWith(PREFIX.note);
    if (!isNote && !(pk.startsWith(PREFIX.feed) && now["sk"] === "~")) return;
    const incarnation = Number(now["epoch"] ?? 0);
    const before = Number(old?.["epoch"] ?? 0);
    if (isNote && now["erased"] !== undefined && before < incarnation) this.#erased.set(owner, time);
    if (old !== undefined && before === incarnation) this.#compare(pk, old, now);
    if (!isNote) return;
    if (now["kind"] === HEAD_KIND && old?.["arrived"] !== now["arrived"]) {
      const group = `${owner} ${groupOfHead(String(now["sk"]))}`;
      this.#moves.set(group, [...(this.#moves.get(group) ?? []), time]);
    }
    for (const { id, at } of membersIn(now)) {
      const key = `${owner} ${incarnation} ${id}`;
      const known = this.#arrivals.get(key);
      // Nobody knows of an arrival whose group has expired: what is addressed anew then arrives again.
      const isForgotten = known !== undefined && expiryOf(this.#table, known.at) * 1000 <= at;
      if (known === undefined || isForgotten) this.#arrivals.set(key, { time, at });
      else if (known.at !== at) this.wrongs.push(`the arrival of ${id} at ${owner} changed`);
    }
  }

  #compare(pk: string, old: Item, now: Item): void {
    for (const name of RISING) {
      const [before, after] = [old[name], now[name]];
      if (before === undefined || (after !== undefined && (after as number) >= (before as number))) continue;
      this.wrongs.push(`${name} of ${pk} ${String(now["sk"])} fell`);
    }
  }
}

function membersIn(item: Item): readonly Pick<Member, "id" | "at">[] {
  if (item["epoch"] === REMOVED) return [];
  if (item["kind"] === HEAD_KIND) return parseHead(item).members;
  return typeof item["id"] === "string" ? [{ id: item["id"], at: Number(item["at"]) }] : [];
}
