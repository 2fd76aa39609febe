import type { Table } from "./table.ts";

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
 * Reads unless it did so less than `life` ms ago. Reads under way are not shared: their call may end first.
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
