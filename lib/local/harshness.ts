import { setTimeout as sleep } from "node:timers/promises";

/** How unkind a run is: what AWS does now and then. */
export interface Harshness {
  /** Whether this call to the table is throttled. */
  throttles(): boolean;
  /** Whether a function's process ends after this call. */
  recycles(): boolean;
  /** Whether what was delivered comes once more, later. */
  repeats(): boolean;
  /** Milliseconds by which a delivery is late, or an index behind. */
  lateness(): number;
  /** Batches of one shard that are at work at once. */
  readonly lanes: number;
}

export const KIND: Harshness = {
  throttles: () => false,
  recycles: () => false,
  repeats: () => false,
  lateness: () => 0,
  lanes: 2,
};

const LONGEST_LATENESS = 1500;
const often = (share: number) => () => Math.random() < share;

export const HARSH: Harshness = {
  throttles: often(0.01),
  recycles: often(0.02),
  repeats: often(0.1),
  // Mostly early, sometimes late, as lags are.
  lateness: () => LONGEST_LATENESS * Math.random() ** 3,
  lanes: 4,
};

type Invoke<T> = (records: readonly T[]) => Promise<unknown>;

/**
 * Delivers late, and now and then once more after newer records. What the repeat comes to is told to nobody,
 * as there.
 */
export function unreliable<T>(
  invoke: Invoke<T>,
  { repeats, lateness }: Harshness,
  signal: AbortSignal,
): Invoke<T> {
  const wait = () => sleep(lateness(), undefined, { signal }).catch(() => undefined);
  const again = async (records: readonly T[]) => {
    await wait();
    if (!signal.aborted) await invoke(records);
  };
  return async (records) => {
    await wait();
    const answer = await invoke(records);
    if (repeats()) void again(records).catch(() => undefined);
    return answer;
  };
}
