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
 * Calls `attempt` until its answer is not AGAIN, with growing waits and full jitter; inside another one, as
 * often as is left there. @throws 503 after ten attempts (about six seconds)
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

export const AGAIN = Symbol("again");
