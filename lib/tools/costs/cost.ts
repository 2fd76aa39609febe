import type { Consumed } from "./meter.ts";
import type { World } from "./world.ts";

/** Request units of DynamoDB. */
export interface Units {
  readonly write: number;
  readonly read: number;
}

/** What an operation costs. */
export interface Cost extends Units {
  readonly queries: number;
}

/** One row of the budget. */
export interface Scenario {
  readonly operation: string;
  /** The least that DynamoDB can charge for items of these sizes. */
  readonly floor: Units;
  /** The most it may cost; what is absent has no limit of its own. */
  readonly budget: Partial<Cost>;
  /** What we pay beyond the budget, and what for. */
  readonly beyond?: { readonly read: number; readonly because: string };
  /** Somebody asks for it over HTTP; everything else is done behind a request. */
  readonly isRequest?: true;
  /** The functions behind the stream, and the event bus, hear of it. */
  readonly isTold?: true;
  /** How many of it the month has whose price is worked out. */
  readonly inMonth?: number;
  /** On a fresh table. */
  measure(world: World): Promise<Cost>;
}

/** One row of the proof that a price does not grow. */
export interface Growth {
  readonly operation: string;
  /** What there is more of. */
  readonly of: string;
  readonly sizes: readonly [small: number, large: number];
  measure(world: World, size: number): Promise<Units>;
}

export const NOTHING: Cost = { write: 0, read: 0, queries: 0 };

/** The cost of calls, or of those of some kinds. */
export function costOf({ calls }: Consumed, ...kinds: readonly string[]): Cost {
  const counted = calls.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return counted.reduce<Cost>(
    (sum, { kind, write, read }) => ({
      write: sum.write + write,
      read: sum.read + read,
      queries: sum.queries + (kind === "Query" ? 1 : 0),
    }),
    NOTHING,
  );
}

/** What each of `count` more things adds. */
export const each = (more: Cost, less: Cost, count: number): Cost => ({
  write: (more.write - less.write) / count,
  read: (more.read - less.read) / count,
  queries: (more.queries - less.queries) / count,
});
