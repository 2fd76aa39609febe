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
  const since = table.nondeterminism.clock();
  const kept = remembered(table, name, life);
  if (kept !== undefined) return kept.value as T;
  const value = await read();
  table.memory.keep(name, { since, value });
  return value;
}

export function remembered(table: Table, name: string, life: number) {
  const kept = table.memory.get(name);
  const age = table.nondeterminism.clock() - (kept?.since ?? Infinity);
  return age >= 0 && age < life ? kept : undefined;
}
