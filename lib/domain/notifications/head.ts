import type { EntitySnapshot } from "../entity.ts";

/** An action in somebody's group. */
export interface Member {
  readonly id: string;
  /** The actor's `entityKey`. */
  readonly actor: string;
  /** Its arrival, stamped once: milliseconds of the server's clock, rising within a group. */
  readonly at: number;
  /**
   * When its action began to tell, where that was before its stamp: records of several actions come in any
   * order.
   */
  readonly since?: number | undefined;
  /** Not to be seen now: private, its actor muted, or its owner out of `to`. */
  readonly hidden?: true | undefined;
  /** `entityKey`s of its action object and target. */
  readonly o?: string | undefined;
  readonly t?: string | undefined;
}

/** What a group shows besides its counts, all of it of members that can be seen. */
export interface Shown {
  /** The newest different actors, newest first, and the member that each was last seen in. */
  readonly actors: readonly { readonly of: string; readonly entity: EntitySnapshot }[];
  readonly target?: EntitySnapshot | undefined;
  readonly action_object?: EntitySnapshot | undefined;
  /** Whether the newest members have the same target and action object, and any an object. */
  readonly same: { readonly target: boolean; readonly action_object: boolean };
  readonly hasObject: boolean;
  readonly latest: { readonly id: string; readonly timestamp: string; readonly description: string | null };
}

/** A group of one recipient, as it is stored: the newest members stand in it, the rest in rows. */
export interface Head {
  readonly version: number;
  /** Of which incarnation of its owner. */
  readonly incarnation: number;
  readonly verb: string;
  /** The newest arrival that there ever was. */
  readonly high: number;
  /** Members that arrived by then have been dismissed, or went with time. */
  readonly gone: number;
  /** Arrivals of the newest and the oldest member that can be seen; 0: there is none. */
  readonly newest: number;
  readonly first: number;
  readonly actions: number;
  readonly actors: number;
  /** Whether there are, or were, members in rows. */
  readonly more: boolean;
  readonly members: readonly Member[];
  readonly shown: Shown | undefined;
}

export const NO_HEAD: Omit<Head, "verb"> = {
  ...{ version: 0, incarnation: 0, high: 0, gone: 0, newest: 0, first: 0, actions: 0, actors: 0 },
  ...{ more: false, members: [], shown: undefined },
};

/** No action began to tell so long before its stamp, in milliseconds: what is later has no other time. */
export const LATE = 60_000;

/** Whether a member counts. */
export const counts = ({ hidden, at }: Pick<Member, "hidden" | "at">, gone: number): boolean =>
  hidden !== true && at > gone;

/** The order in which members keep their place in the head: those that count first, the newest first. */
export const byRank =
  (gone: number) =>
  (a: Member, b: Member): number =>
    Number(counts(b, gone)) - Number(counts(a, gone)) || byArrival(a, b);

/**
 * The order in which members of a head are shown, the newest first: stamps say in which order records came.
 */
export const byArrival = (a: Member, b: Member): number =>
  (b.since ?? b.at) - (a.since ?? a.at) || b.at - a.at;

/** The head of the incarnation that has begun, without what went with time. */
export function current(head: Head, incarnation: number, cutoff: number): Head {
  const emptied = { gone: head.high, newest: 0, first: 0, actions: 0, actors: 0, shown: undefined };
  if (head.incarnation !== incarnation) return { ...head, ...emptied, incarnation, members: [], more: false };
  if (head.high <= cutoff) return { ...head, ...emptied };
  if (head.newest > 0 && head.newest <= cutoff) return { ...head, ...emptied, gone: head.newest };
  return head;
}

/** The head without any of its members, hidden ones too: a later one begins the group anew. */
export const dismissed = (head: Head): Head => ({
  ...head,
  ...{ gone: head.high, newest: 0, first: 0, actions: 0, actors: 0, shown: undefined },
});
