import type { Table } from "./table.ts";

/** Beyond so many, what was read first is forgotten. */
const MOST = 500;

interface Kept {
  readonly since: number;
  readonly value: unknown;
}

/** What one running function remembers from call to call. */
export class Memory {
  readonly #kept = new Map<string, Kept>();

  get(name: string): Kept | undefined {
    return this.#kept.get(name);
  }

  keep(name: string, kept: Kept): void {
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/**
 * Reads something unless it was read less than `life` milliseconds ago: what was committed longer ago than
 * that is always seen. A read under way is not shared, because the call that made it may end without it.
 */
export async function recall<T>(
  table: Table,
  name: string,
  life: number,
  read: () => Promise<T>,
): Promise<T> {
  const { clock } = table.nondeterminism;
  const since = clock();
  const kept = table.memory.get(name);
  const age = since - (kept?.since ?? Infinity);
  if (kept !== undefined && age >= 0 && age < life) return kept.value as T;
  const value = await read();
  table.memory.keep(name, { since, value });
  return value;
}
