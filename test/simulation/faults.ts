/**
 * What may go wrong. Probabilities are per call unless they say otherwise; times are virtual milliseconds.
 */
export interface Faults {
  /** An index row shows within this time of its item's change, in order for each item and index. */
  readonly indexLag: number;
  /** A read that is not consistent may see the table as it was up to this long ago. */
  readonly staleness: number;
  /** How many reads that are not consistent are stale, where `staleness` allows it. */
  readonly stale: number;
  /** A page of a query ends after a few items, as if at 1 MB. */
  readonly smallPages: number;
  /** Of each entry of a batch. */
  readonly unprocessed: number;
  /** Between any two entries of a batch: others may write there, because no batch is a snapshot or atomic. */
  readonly torn: number;
  /** A write meets a transaction that nobody in the simulation makes. */
  readonly conflicts: number;
  /** Whether a write meets the transactions that are under way. */
  readonly locks: boolean;
  /** Refused before it does anything. */
  readonly throttles: number;
  /** It took effect, and the caller sees the network fail. */
  readonly lostReplies: number;
  /**
   * The SDK sent it twice, because the first answer was lost: it takes effect twice and tells of the second.
   */
  readonly repeats: number;
  /** The task dies at the call, before it is sent or after it took effect. Only tasks that `mayCrash`. */
  readonly crashes: number;
  /** Items go within this time of their expiry; `undefined`: they stay. */
  readonly expiry: number | undefined;
}

export const NO_FAULTS: Faults = {
  indexLag: 0,
  staleness: 0,
  stale: 0,
  smallPages: 0,
  unprocessed: 0,
  torn: 0,
  conflicts: 0,
  locks: false,
  throttles: 0,
  lostReplies: 0,
  repeats: 0,
  crashes: 0,
  expiry: undefined,
};
