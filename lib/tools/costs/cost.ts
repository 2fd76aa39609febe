import type { Consumed } from "./meter.ts";
import type { World } from "./world.ts";

export interface Units {
  readonly write: number;
  readonly read: number;
}

export interface Cost extends Units {
  readonly queries: number;
}

export interface Scenario {
  readonly operation: string;
  /** The least that DynamoDB can charge for items of these sizes. */
  readonly floor: Units;
  /** The most that it may cost; what is absent has no limit. */
  readonly budget: Partial<Cost>;
  /** What we pay beyond the budget, and why. */
  readonly beyond?: { readonly read: number; readonly because: string };
  /** It is an HTTP request; other operations run behind one. */
  readonly isRequest?: true;
  /** It wakes the stream's functions and the event bus. */
  readonly isTold?: true;
  readonly inMonth?: number;
  measure(world: World): Promise<Cost>;
}

export interface Growth {
  readonly operation: string;
  readonly of: string;
  readonly sizes: readonly [small: number, large: number];
  measure(world: World, size: number): Promise<Units>;
}

export const NOTHING: Cost = { write: 0, read: 0, queries: 0 };

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

export const each = (more: Cost, less: Cost, count: number): Cost => ({
  write: (more.write - less.write) / count,
  read: (more.read - less.read) / count,
  queries: (more.queries - less.queries) / count,
});
