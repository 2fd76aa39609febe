export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** When a bucket is full again; each token adds `stepOf`. Whole microseconds since 1970: sums are exact. */
export const stepOf = ({ perSecond }: Rate): number => Math.max(1, Math.round(1_000_000 / perSecond));

/** How far ahead of now `full` may be when a token is taken: one step short of an empty bucket. */
export const roomOf = (rate: Rate): number => (rate.burst - 1) * stepOf(rate);

/** Microseconds until there is a token; 0: there is one. */
export const waitOf = (rate: Rate, full: number, now: number): number =>
  Math.max(0, full - roomOf(rate) - now);
