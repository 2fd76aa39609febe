import { setTimeout as sleep } from "node:timers/promises";

export interface Harshness {
  /** Whether this call to the table is throttled. */
  throttles(): boolean;
  recycles(): boolean;
  repeats(): boolean;
  lateness(): number;
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
  // Mostly short, sometimes long, as lags are.
  lateness: () => LONGEST_LATENESS * Math.random() ** 3,
  lanes: 4,
};

type Invoke<T> = (records: readonly T[]) => Promise<unknown>;

/** Delivers late, and sometimes again after newer records. As on AWS, nobody hears how that ended. */
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
