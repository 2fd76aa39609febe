import { figures } from "./figures.ts";

export interface Contender {
  readonly name: string;
  work(): Promise<unknown>;
}

export interface Throughput {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

const WARM_SECONDS = 8;

interface Options {
  readonly rounds: number;
  readonly secondsEach: number;
  readonly concurrency: number;
  onRound(round: number): void;
}

/** Many short turns: other load affects all alike. Ratios within a run are reliable, times are not. */
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
  // A function's process gets a fraction of the calls, and is slow for its first thousand.
  for (const { work } of results) await turn(work, concurrency, WARM_SECONDS);
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
