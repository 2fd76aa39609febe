import { figures } from "./figures.ts";

/** Work that is repeated as fast as possible. */
export interface Contender {
  readonly name: string;
  work(): Promise<unknown>;
}

export interface Throughput {
  readonly name: string;
  readonly perSecond: number;
  /** Milliseconds of one call. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

interface Options {
  readonly rounds: number;
  readonly secondsEach: number;
  /** Calls at the same time. */
  readonly concurrency: number;
  onRound(round: number): void;
}

/**
 * Runs contenders in many short turns, so that the machine's other load affects all alike: ratios within a
 * run are more reliable than times.
 */
export async function compare(
  contenders: readonly Contender[],
  { rounds, secondsEach, concurrency, onRound }: Options,
): Promise<Throughput[]> {
  const results = contenders.map(({ name, work }) => ({
    name,
    work,
    times: [] as number[],
    milliseconds: 0,
  }));
  for (const { work } of results) await turn(work, concurrency, secondsEach); // warms up
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    for (const result of results) {
      const began = performance.now();
      result.times.push(...(await turn(result.work, concurrency, secondsEach)));
      result.milliseconds += performance.now() - began;
    }
  }
  return results.map(({ name, times, milliseconds }) => {
    const { p50, p90, p99 } = figures(times);
    return { name, perSecond: Math.round((1000 * times.length) / milliseconds), p50, p90, p99 };
  });
}

/** Works for so many seconds. @returns milliseconds of each call */
export async function turn(
  work: () => Promise<unknown>,
  concurrency: number,
  seconds: number,
): Promise<number[]> {
  const end = performance.now() + 1000 * seconds;
  const times: number[] = [];
  const worker = async () => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      await work();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return times;
}
