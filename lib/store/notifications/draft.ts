import { type EntityRef, entityKey } from "../../domain/entity.ts";
import type { StoredAction } from "../../domain/action.ts";
import { type Head, LATE, type Member, byArrival, byRank, counts } from "../../domain/notifications/head.ts";
import { arrivalText } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { ActorRows } from "./actor-rows.ts";
import { type GroupRef, rowsByArrival } from "./rows.ts";

export interface Look {
  readonly id: string;
  readonly actor: string;
  readonly action: StoredAction | undefined;
  readonly isShown: boolean;
  /** When it arrives, unless it has before; `undefined`: it does not. */
  readonly arrives: number | undefined;
}

/** A group being changed: each step updates the counts, `settle` moves members to head or rows. No writes. */
export class Draft {
  readonly #table: Table;
  readonly #ref: GroupRef;
  readonly #head: Head;
  #members: Member[];
  #high: number;
  #more: boolean;
  #actions: number;
  #actors: number;
  /** The newest stamp of visible members; `undefined`: not known. */
  #newest: number | undefined;
  #first: number | undefined;
  /** The newest arrival of what is hidden by this change; 0: nothing is. */
  #hidden = 0;
  readonly #into = new Map<string, Member>();
  readonly #out = new Map<string, Member>();
  readonly #actorRows: ActorRows;

  constructor(table: Table, ref: GroupRef, head: Head) {
    this.#table = table;
    this.#ref = ref;
    this.#head = head;
    this.#actorRows = new ActorRows(table, ref);
    this.#members = [...head.members];
    this.#high = head.high;
    this.#more = head.more;
    this.#actions = head.actions;
    this.#actors = head.actors;
    this.#first = head.first;
    this.#newest = head.newest;
  }

  /** Makes each member what its action is now. */
  async applyAll(looks: readonly Look[]): Promise<void> {
    const far = looks.filter(({ id }) => this.#members.every((member) => member.id !== id));
    if (this.#more) await this.#actorRows.prepare(far.map(({ actor }) => actor));
    for (const look of looks) await this.#apply(look);
  }

  async #apply({ id, actor, action, isShown, arrives }: Look): Promise<void> {
    const member = await this.#find(id, actor);
    if (member === undefined) {
      if (action === undefined || arrives === undefined) return;
      this.#high = Math.max(arrives, this.#high + 1);
      const since = arrives < this.#high ? { since: arrives } : {};
      await this.#enter({ id, actor, at: this.#high, ...since, ...hiddenIf(!isShown), ...partsOf(action) });
    } else if (action === undefined) {
      await this.#leave(member);
    } else if ((member.hidden !== true) !== isShown) {
      await this.#leave(member);
      const { hidden: _hidden, copied: _copied, ...rest } = member;
      await this.#enter({ ...rest, ...hiddenIf(!isShown) });
    }
  }

  /** Puts every member in its place. @returns the head without what it shows, and the rows that change */
  async settle() {
    const { inline } = this.#table.limits;
    this.#sendDown();
    if (this.#counted().length < Math.min(inline, this.#actions)) await this.#refill();
    this.#members.sort(byRank(this.#head.gone));
    for (const member of this.#members.splice(inline)) {
      this.#out.delete(member.id);
      this.#into.set(member.id, member);
      this.#more = true;
    }
    const counted = this.#counted();
    const head: Head = {
      ...this.#head,
      high: this.#high,
      newest: await this.#newestStamp(counted),
      first: await this.#oldest(counted),
      actions: this.#actions,
      actors: this.#actors,
      more: this.#more,
      members: this.#members,
    };
    return { head, hidden: this.#hidden, into: [...this.#into.values()], out: [...this.#out.values()] };
  }

  /** The newest members that count, down to where `enough` says so. */
  async newest(enough: (members: readonly Member[]) => boolean): Promise<Member[]> {
    const found = this.#counted().sort(byArrival);
    if (!this.#more || enough(found)) return found;
    for await (const member of this.#rows("older")) {
      found.push(member);
      if (enough(found)) break;
    }
    return found;
  }

  #counted = (): Member[] => this.#members.filter((member) => counts(member, this.#head.gone));

  async #find(id: string, actor: string): Promise<Member | undefined> {
    const near = this.#members.find((member) => member.id === id) ?? this.#into.get(id);
    if (near !== undefined || !this.#more || this.#out.has(id)) return near;
    return this.#actorRows.find(actor, id);
  }

  async #enter(member: Member): Promise<void> {
    if (counts(member, this.#head.gone)) {
      if (!(await this.#isPresent(member.actor))) this.#actors++;
      this.#actions++;
      if (this.#newest !== undefined) this.#newest = Math.max(this.#newest, member.at);
      if (this.#actions === 1) this.#first = member.at;
      else if (this.#first !== undefined) this.#first = Math.min(this.#first, member.at);
    }
    if (member.hidden === true) this.#hidden = Math.max(this.#hidden, member.at);
    this.#members.push(member);
  }

  async #leave(member: Member): Promise<void> {
    const before = this.#members.length;
    this.#members = this.#members.filter(({ id }) => id !== member.id);
    if (this.#members.length === before || member.copied === true) this.#takeOut(member);
    if (!counts(member, this.#head.gone)) return;
    this.#actions--;
    if (!(await this.#isPresent(member.actor))) this.#actors--;
    if (member.at === this.#first) this.#first = undefined;
    if (member.at === this.#newest) this.#newest = undefined;
  }

  #takeOut(member: Member): void {
    this.#into.delete(member.id);
    this.#out.set(member.id, member);
  }

  async #isPresent(actor: string): Promise<boolean> {
    const isHere = (member: Member) => member.actor === actor && counts(member, this.#head.gone);
    if (this.#members.some(isHere) || [...this.#into.values()].some(isHere)) return true;
    if (!this.#more) return false;
    return this.#actorRows.some(
      actor,
      (row) => isHere(row) && !this.#out.has(row.id) && !this.#into.has(row.id),
    );
  }

  /** What entered below all that the head held may stand below rows as well: the refill decides. */
  #sendDown(): void {
    const { actions, members, gone } = this.#head;
    const held = new Set(members.filter((member) => counts(member, gone)).map(({ id }) => id));
    if (!this.#more || held.size === actions) return;
    const ranked = this.#counted().sort(byArrival);
    const below = new Set(ranked.slice(1 + ranked.findLastIndex(({ id }) => held.has(id))));
    this.#members = this.#members.filter((member) => !below.has(member));
    for (const member of below) {
      this.#out.delete(member.id);
      this.#into.set(member.id, member);
    }
  }

  async #refill(): Promise<void> {
    const missing = Math.min(this.#table.limits.inline, this.#actions) - this.#counted().length;
    const found: Member[] = [];
    for await (const member of this.#rows("older")) {
      if (found.push(member) === missing) break;
    }
    // Their rows stay: readers pass over rows of what the head holds.
    for (const member of found) this.#members.push({ ...member, copied: true });
  }

  async #newestStamp(counted: readonly Member[]): Promise<number> {
    if (this.#actions === 0) return 0;
    if (this.#newest !== undefined) return this.#newest;
    let newest = Math.max(0, ...counted.map(({ at }) => at));
    if (!this.#more) return newest;
    for await (const { at, since = at } of this.#rows("older")) {
      newest = Math.max(newest, at);
      if (since < newest - LATE) break;
    }
    return newest;
  }

  async #oldest(counted: readonly Member[]): Promise<number> {
    if (this.#actions === 0) return 0;
    const isAllHere = counted.length === this.#actions;
    if (!isAllHere && this.#first !== undefined) return this.#first;
    let oldest = Math.min(...counted.map(({ at }) => at));
    if (isAllHere) return oldest;
    // Rows stand by when they notified; that is no later than they arrived.
    for await (const { at, since = at } of this.#rows("newer")) {
      if (since >= oldest) break;
      oldest = Math.min(oldest, at);
    }
    return oldest === Infinity ? 0 : oldest;
  }

  async *#rows(direction: "older" | "newer"): AsyncGenerator<Member, void, undefined> {
    const sign = direction === "newer" ? 1 : -1;
    const into = [...this.#into.values()]
      .filter((member) => counts(member, this.#head.gone))
      .sort((a, b) => -sign * byArrival(a, b));
    const isHere = new Set(this.#members.map(({ id }) => id));
    // Dismissed members arrived before all visible ones.
    const range = { low: arrivalText(Math.max(0, this.#head.gone - LATE)) };
    for await (const row of rowsByArrival(this.#table, this.#ref, direction, range)) {
      if (this.#out.has(row.id) || this.#into.has(row.id) || isHere.has(row.id)) continue;
      if (!counts(row, this.#head.gone)) continue;
      while (into[0] !== undefined && -sign * byArrival(into[0], row) < 0) yield into.shift() as Member;
      yield row;
    }
    yield* into;
  }
}

const hiddenIf = (isHidden: boolean): { hidden?: true } => (isHidden ? { hidden: true } : {});

function partsOf({ body: { target, action_object } }: StoredAction): Pick<Member, "o" | "t"> {
  const keyed = (entity: EntityRef | undefined) => entity && entityKey(entity);
  return { ...(action_object && { o: keyed(action_object) }), ...(target && { t: keyed(target) }) };
}
