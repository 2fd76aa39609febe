import { eachAtMost } from "../../domain/merge.ts";
import type { Member } from "../../domain/notifications/head.ts";
import type { Table } from "../../table/table.ts";
import { type GroupRef, getRow, rowsOfActor, someRowsOfActor } from "./rows.ts";

const AT_ONCE = 16;

type Some = Awaited<ReturnType<typeof someRowsOfActor>>;

/**
 * Actors are read once, and together before they are needed: one by one, a busy post's likes would keep its
 * owner's group for seconds. Rows change with their head, or repeat it: it does not matter when they are read.
 */
export class ActorRows {
  readonly #table: Table;
  readonly #ref: GroupRef;
  readonly #known = new Map<string, Promise<Some>>();

  constructor(table: Table, ref: GroupRef) {
    this.#table = table;
    this.#ref = ref;
  }

  async prepare(actors: readonly string[]): Promise<void> {
    await eachAtMost(AT_ONCE, actors, (actor) => this.#some(actor));
  }

  async find(actor: string, id: string): Promise<Member | undefined> {
    const { members, isAll } = await this.#some(actor);
    const found = members.find((member) => member.id === id);
    return found !== undefined || isAll ? found : getRow(this.#table, this.#ref, actor, id);
  }

  /** Whether one of the actor's members passes a test. */
  async some(actor: string, passes: (member: Member) => boolean): Promise<boolean> {
    const { members, isAll } = await this.#some(actor);
    if (members.some(passes)) return true;
    return !isAll && (await rowsOfActor(this.#table, this.#ref, actor)).some(passes);
  }

  #some(actor: string): Promise<Some> {
    // Few have more in one group than a head holds.
    const { inline } = this.#table.limits;
    const known = this.#known.get(actor) ?? someRowsOfActor(this.#table, this.#ref, actor, inline);
    this.#known.set(actor, known);
    return known;
  }
}
