import { setTimeout as sleep } from "node:timers/promises";

/** Measured milliseconds, as a few figures: how many, the median, and the slow end (nearest rank). */
export function figures(milliseconds: readonly number[]): {
  count: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
} {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(10 * (sorted[Math.ceil(share * sorted.length) - 1] ?? 0)) / 10;
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}

/**
 * Runs `work` every so many milliseconds until the signal. @returns how long each run took, in milliseconds
 */
export async function repeatedly(
  every: number,
  work: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
    await sleep(Math.max(0, every - (performance.now() - began)));
  }
  return times;
}

/** Prints a line that the next one overwrites, where somebody watches. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else console.error(text);
}
