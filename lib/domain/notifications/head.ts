import type { EntitySnapshot } from "../entity.ts";

export interface Member {
  readonly id: string;
  readonly actor: string;
  /** Its arrival, stamped once: milliseconds of the server's clock, rising within a group. */
  readonly at: number;
  /** When it first notified, if that was before its stamp: change records come in any order. */
  readonly since?: number | undefined;
  /** Not visible now: private, by a muted actor, or the recipient was removed from `to`. */
  readonly hidden?: true | undefined;
  /** `entityKey`s of its action object and target. */
  readonly o?: string | undefined;
  readonly t?: string | undefined;
  /** In a head: its rows may exist already, so that it can leave without a transaction. */
  readonly copied?: true | undefined;
}

export interface Shown {
  /** The newest different actors, newest first, and the member that each was last seen in. */
  readonly actors: readonly { readonly of: string; readonly entity: EntitySnapshot }[];
  readonly target?: EntitySnapshot | undefined;
  readonly action_object?: EntitySnapshot | undefined;
  /** About the newest members: whether all have the same target and action object, and any has an object. */
  readonly same: { readonly target: boolean; readonly action_object: boolean };
  readonly hasObject: boolean;
  readonly latest: { readonly id: string; readonly timestamp: string; readonly description: string | null };
}

/** A stored group of one recipient: it holds the newest members, rows hold the rest. */
export interface Head {
  readonly version: number;
  readonly incarnation: number;
  readonly verb: string;
  readonly high: number;
  /** Members that arrived by then were dismissed, or are too old. */
  readonly gone: number;
  /** Arrivals of the newest and the oldest visible member; 0: there is none. */
  readonly newest: number;
  readonly first: number;
  readonly actions: number;
  readonly actors: number;
  /** Whether members are, or were, in rows. */
  readonly more: boolean;
  readonly members: readonly Member[];
  readonly shown: Shown | undefined;
}

export const NO_HEAD: Omit<Head, "verb"> = {
  ...{ version: 0, incarnation: 0, high: 0, gone: 0, newest: 0, first: 0, actions: 0, actors: 0 },
  ...{ more: false, members: [], shown: undefined },
};

/** No action notifies longer than this before its stamp, in milliseconds; what is later has no `since`. */
export const LATE = 60_000;

/** Members of a full head may leave with the next one: from now on calls may put their rows before that. */
export const announced = (head: Head, inline: number): Head =>
  head.members.length < inline
    ? head
    : { ...head, members: head.members.map((member) => ({ ...member, copied: true })) };

export const counts = ({ hidden, at }: Pick<Member, "hidden" | "at">, gone: number): boolean =>
  hidden !== true && at > gone;

/** The order in which members keep their place in the head: visible ones first, then the newest. */
export const byRank =
  (gone: number) =>
  (a: Member, b: Member): number =>
    Number(counts(b, gone)) - Number(counts(a, gone)) || byArrival(a, b);

/** The order in which a head's members are shown; by stamps alone it would be that of the records. */
export const byArrival = (a: Member, b: Member): number =>
  (b.since ?? b.at) - (a.since ?? a.at) || b.at - a.at;

export function current(head: Head, incarnation: number, cutoff: number): Head {
  const emptied = { gone: head.high, newest: 0, first: 0, actions: 0, actors: 0, shown: undefined };
  if (head.incarnation !== incarnation) return { ...head, ...emptied, incarnation, members: [], more: false };
  if (head.high <= cutoff) return { ...head, ...emptied };
  if (head.newest > 0 && head.newest <= cutoff) return { ...head, ...emptied, gone: head.newest };
  return head;
}

/** The head without its members, hidden ones too: a later one starts the group again. */
export const dismissed = (head: Head): Head => ({
  ...head,
  ...{ gone: head.high, newest: 0, first: 0, actions: 0, actors: 0, shown: undefined },
});
