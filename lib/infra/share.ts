/**
 * How many calls a function behind the stream or a queue may have at once: in an account that runs few
 * functions at a time it takes no more than a tenth of them, so that something is left for callers.
 */
export const shareOf = (
  accountConcurrency: number,
  { least, most }: { readonly least: number; readonly most: number },
): number => Math.max(least, Math.min(most, Math.floor(accountConcurrency / 10)));

/** Below this an account's quota makes consumers slower. */
export const ENOUGH_CONCURRENCY = 100;
