import { AsyncLocalStorage } from "node:async_hooks";
import { TributaryError } from "../domain/errors.ts";
import type { Chance } from "./table.ts";

const ATTEMPTS = 10;
const FIRST_DELAY = 20;
const LONGEST_DELAY = 2000;

/** The attempts that nested retries share: retries within retries would multiply. */
interface Budget {
  failed: number;
}

const shared = new AsyncLocalStorage<Budget>();

/**
 * Calls `attempt` until it answers something other than AGAIN, with growing waits and full jitter. Inside
 * another `withBackoff` it has only the attempts that are left there. @throws 503 when the table is still
 * busy after ten attempts (about six seconds)
 */
export function withBackoff<T>(
  { nondeterminism }: Chance,
  attempt: () => Promise<T | typeof AGAIN>,
): Promise<T> {
  const outer = shared.getStore();
  if (outer !== undefined) return untilDone(nondeterminism, attempt, outer);
  const budget: Budget = { failed: 0 };
  return shared.run(budget, () => untilDone(nondeterminism, attempt, budget));
}

/** Does `work` with one attempt for all that it writes: whoever calls does not wait for a busy store. */
export const withoutBackoff = <T>(work: () => Promise<T>): Promise<T> =>
  shared.run({ failed: ATTEMPTS - 1 }, work);

async function untilDone<T>(
  { sleep, random }: Chance["nondeterminism"],
  attempt: () => Promise<T | typeof AGAIN>,
  budget: Budget,
): Promise<T> {
  while (budget.failed < ATTEMPTS) {
    const result = await attempt();
    if (result !== AGAIN) return result;
    const delay = random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** budget.failed++);
    if (budget.failed < ATTEMPTS) await sleep(delay);
  }
  throw new TributaryError("unavailable", "The store is busy; try again in a few seconds.", {
    headers: { "retry-after": "5" },
  });
}

/** An attempt's answer when it should be made again. */
export const AGAIN = Symbol("again");
