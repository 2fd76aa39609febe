import { type Caller, callerKey } from "../domain/caller.ts";
import { TributaryError } from "../domain/errors.ts";
import { type Rate, waitOf } from "../domain/rate.ts";
import { takeToken } from "../store/access/rate.ts";
import { BoundedMap } from "./bounded-map.ts";
import { logger } from "../runtime/logger.ts";
import { environment, table } from "../runtime/start.ts";

const MICROSECONDS = 1000;
const MOST_CALLERS = 10_000;

/** When callers' buckets are full again. It never falls, so a caller who must wait costs no write. */
const known = new BoundedMap<number>(MOST_CALLERS);

/** Counts a caller's request, if the deployment limits them. @throws 429 with the seconds to wait */
export async function countRequest(caller: Caller, now: number): Promise<void> {
  const { rate } = environment;
  if (rate !== undefined) await countAgainst(rate, callerKey(caller), now);
}

export async function countAgainst(rate: Rate, caller: string, now: number): Promise<void> {
  const wait = await waitFor(rate, caller, now * MICROSECONDS);
  if (wait === 0) return;
  const seconds = Math.ceil(wait / 1_000_000);
  throw new TributaryError("throttled", `Too many requests. Retry in ${seconds} s.`, {
    headers: { "retry-after": String(seconds) },
  });
}

async function waitFor(rate: Rate, caller: string, now: number): Promise<number> {
  const seen = known.get(caller) ?? 0;
  const wait = waitOf(rate, seen, now);
  if (wait > 0) return wait;
  try {
    const { taken, full } = await takeToken(table, { caller, rate }, now, seen);
    known.set(caller, full);
    return taken ? 0 : waitOf(rate, full, now);
  } catch (error) {
    // If the table fails, requests pass: it must not turn away callers who did nothing.
    logger.warn("a request could not be counted and is let pass", { error: error as Error });
    return 0;
  }
}
