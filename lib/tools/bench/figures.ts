import { setTimeout as sleep } from "node:timers/promises";

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

/** Runs `work` at an interval until the signal. @returns each run's milliseconds */
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

export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else console.error(text);
}
