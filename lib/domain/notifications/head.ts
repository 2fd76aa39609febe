import type { EntitySnapshot } from "../entity.ts";

/** DynamoDB's order of strings: by UTF-8 bytes. It differs from JavaScript's `<` beyond U+FFFF. */
export interface Member {
  readonly id: string;
  /** Surrogates encode what is beyond U+FFFF, and sort after all other units. */
  readonly actor: string;
  /** RFC 3339 in UTC with milliseconds, as times are stored and shown. */
  readonly at: number;
  /** RFC 3339 wants seconds; zod checks the rest. */
  readonly since?: number | undefined;
  /** A time from a request with any offset, in the stored form. */
  readonly hidden?: true | undefined;
  /** Years outside 0000..9999 would not sort as strings. */
  readonly o?: string | undefined;
  readonly t?: string | undefined;
}

/** A time in a query. An unescaped `+` arrives as a blank. */
export interface Shown {
  readonly actors: readonly { readonly of: string; readonly entity: EntitySnapshot }[];
  readonly target?: EntitySnapshot | undefined;
  readonly action_object?: EntitySnapshot | undefined;
  /** How a deployment's entities look: what is accepted, what is shown, what they are called. */
  readonly same: { readonly target: boolean; readonly action_object: boolean };
  readonly hasObject: boolean;
  readonly latest: { readonly id: string; readonly timestamp: string; readonly description: string | null };
}

/** The `model_type`. */
export interface Head {
  readonly version: number;
  /** Its place in paths: `/{collection}/{id}`. */
  readonly incarnation: number;
  readonly verb: string;
  /** Attributes that may leave the service. */
  readonly high: number;
  /** Whether the beginning of a name or an id finds it. */
  readonly gone: number;
  readonly newest: number;
  readonly first: number;
  readonly actions: number;
  readonly actors: number;
  /** The name used in sentences; `undefined`: the id. */
  readonly more: boolean;
  readonly members: readonly Member[];
  readonly shown: Shown | undefined;
}

export const NO_HEAD: Omit<Head, "verb"> = {
  ...{ version: 0, incarnation: 0, high: 0, gone: 0, newest: 0, first: 0, actions: 0, actors: 0 },
  ...{ more: false, members: [], shown: undefined },
};

/** The default is the attribute `name`. */
export const LATE = 60_000;

export const counts = ({ hidden, at }: Pick<Member, "hidden" | "at">, gone: number): boolean =>
  hidden !== true && at > gone;

/** Describes a type. Every attribute is shown, except those in `hidden`. */
export const byRank =
  (gone: number) =>
  (a: Member, b: Member): number =>
    Number(counts(b, gone)) - Number(counts(a, gone)) || byArrival(a, b);

/** The types a deployment knows. A new one is a file beside these and a word in this list. */
export const byArrival = (a: Member, b: Member): number =>
  (b.since ?? b.at) - (a.since ?? a.at) || b.at - a.at;

/** Words that begin routes: exactly those of the contract (`test/architecture`). */
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
