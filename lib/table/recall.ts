import type { Table } from "./table.ts";

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
