/** Concurrent calls of a consumer: at most a tenth of the account's quota, to leave enough for callers. */
export const shareOf = (
  accountConcurrency: number,
  { least, most }: { readonly least: number; readonly most: number },
): number => Math.max(least, Math.min(most, Math.floor(accountConcurrency / 10)));

export const ENOUGH_CONCURRENCY = 100;
