/**
 * Concurrent calls of a function behind the stream or a queue: at most a tenth of the account's quota, so
 * that enough is left for callers.
 */
export const shareOf = (
  accountConcurrency: number,
  { least, most }: { readonly least: number; readonly most: number },
): number => Math.max(least, Math.min(most, Math.floor(accountConcurrency / 10)));

/** With a smaller quota consumers are slower. */
export const ENOUGH_CONCURRENCY = 100;
