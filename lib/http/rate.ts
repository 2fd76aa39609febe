import { type Caller, callerKey } from "../domain/caller.ts";
import { TributaryError } from "../domain/errors.ts";
import { type Rate, waitOf } from "../domain/rate.ts";
import { takeToken } from "../store/access/rate.ts";
import { Bounded } from "./bounded.ts";
import { logger } from "../runtime/logger.ts";
import { environment, table } from "../runtime/start.ts";

/** Of a millisecond. */
const MICROSECONDS = 1000;
const MOST_CALLERS = 10_000;

/**
 * When the buckets of callers seen here are full again. It never falls, so that who must wait is refused for
 * nothing.
 */
const known = new Bounded<number>(MOST_CALLERS);

/** Counts a request of a caller, where the deployment limits them. @throws 429 with the seconds to wait */
export async function countRequest(caller: Caller, now: number): Promise<void> {
  const { rate } = environment;
  if (rate !== undefined) await countAgainst(rate, callerKey(caller), now);
}

/** Counts a request of whoever goes by this name. @throws 429 with the seconds to wait */
export async function countAgainst(rate: Rate, caller: string, now: number): Promise<void> {
  const wait = await waitFor(rate, caller, now * MICROSECONDS);
  if (wait === 0) return;
  const seconds = Math.ceil(wait / 1_000_000);
  throw new TributaryError("throttled", `Too many requests; the next is welcome in ${seconds} s.`, {
    headers: { "retry-after": String(seconds) },
  });
}

/** Microseconds the caller must wait; 0: the request has been counted. */
async function waitFor(rate: Rate, caller: string, now: number): Promise<number> {
  const seen = known.get(caller) ?? 0;
  const wait = waitOf(rate, seen, now);
  if (wait > 0) return wait;
  try {
    const { taken, full } = await takeToken(table, { caller, rate }, now, seen);
    known.set(caller, full);
    return taken ? 0 : waitOf(rate, full, now);
  } catch (error) {
    // Open, not closed: a table in trouble shall not turn away those who have done nothing; the request
    // itself will tell.
    logger.warn("a request could not be counted and is let pass", { error: error as Error });
    return 0;
  }
}
