import { Random } from "../random.ts";

/** A seed of one's own for each part of a run, derived from the seed that is printed. */
export const seedOf = (seed: number, part: number): number =>
  new Random(seed + part * 0x9e3779b9).int(0x7fffffff);
