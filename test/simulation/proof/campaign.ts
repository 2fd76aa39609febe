import fc from "fast-check";
import { type Plant, PLANTS } from "./plants.ts";
import { type Program, program, programOf } from "./programs.ts";
import { run } from "./run.ts";

/** Many programs in one process. */
export interface Campaign {
  readonly runs: number;
  readonly seed: number;
  /** Where among the seed's programs to begin, as a failure says it. */
  readonly path?: string | undefined;
  /** The switch of a planted error. */
  readonly plant?: string | undefined;
  /** Whether to look for a smaller program that fails. */
  readonly shrink: boolean;
}

/** What a campaign has found. */
export interface Finding {
  /** Programs until the first that failed, or all of them. */
  readonly count: number;
  readonly failure?: {
    readonly wrong: string;
    readonly seed: number;
    readonly path: string;
    readonly program: Program;
  };
}

/** Runs random programs until one fails. `onProgress` is told how many have been run. */
export async function runCampaign(
  campaign: Campaign,
  onProgress: (count: number) => void = () => undefined,
): Promise<Finding> {
  const { runs, seed, path, plant, shrink } = campaign;
  let [count, isFound] = [0, false];
  const planted = plant === undefined ? undefined : PLANTS[plant];
  const programs = planted?.focus === undefined ? program : programOf([planted.focus]);
  const property = fc.asyncProperty(programs, async (one) => {
    if (!isFound) onProgress(++count);
    const wrong = await wrongOf(one, planted);
    isFound ||= wrong !== undefined;
    if (wrong !== undefined) throw new Error(wrong);
  });
  const result = await fc.check(property, {
    numRuns: runs,
    seed,
    endOnFailure: !shrink,
    ...(path !== undefined && { path }),
  });
  const [found] = result.counterexample ?? [];
  if (!result.failed || found === undefined) return { count };
  const { message: wrong } = result.errorInstance as Error;
  return { count, failure: { wrong, seed, path: result.counterexamplePath ?? "", program: found } };
}

const EXCEPTION = "exception: ";

/** Whether a program did not come to its end, so that nothing was compared. */
export const isException = (wrong: string): boolean => wrong.startsWith(EXCEPTION);

/** An exception is a failure, too. */
async function wrongOf(one: Program, plant: Plant | undefined): Promise<string | undefined> {
  try {
    return await run(one, plant);
  } catch (error) {
    return `${EXCEPTION}${String(error)}`;
  }
}
