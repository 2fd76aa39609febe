import type { Contents } from "./contents.ts";
import type { Heat } from "../../lib/tools/costs/heat.ts";
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";
import type { Write } from "./writes.ts";

/** What the operations work on. */
export interface Store {
  readonly name: string;
  readonly contents: Contents;
  readonly faults: Faults;
  readonly random: Random;
  /** Counts units by key, where somebody wants to know. */
  readonly heat: Heat | undefined;
  /** The moment that a read sees: now, or for one that need not be consistent perhaps a while ago. */
  readTime(consistent: boolean | undefined): number;
  /** Whether a transaction that writes this item is under way. */
  isLocked(write: Write): boolean;
  /** @returns how to unlock */
  lock(writes: readonly Write[]): () => void;
  checkName(name: string | undefined): void;
}
