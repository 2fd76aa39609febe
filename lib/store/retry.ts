import { TributaryError } from "../domain/errors.ts";
import { outside } from "./outside.ts";

const ATTEMPTS = 10;
const FIRST_DELAY = 20;
const LONGEST_DELAY = 2000;

/**
 * Calls `attempt` until it answers something else than "again", with growing waits and full jitter between the calls.
 * @throws 503 when the table is still busy after ten attempts (about six seconds)
 */
export async function withBackoff<T>(attempt: () => Promise<T | typeof AGAIN>): Promise<T> {
  for (let count = 0; count < ATTEMPTS; count++) {
    const result = await attempt();
    if (result !== AGAIN) return result;
    await outside.sleep(outside.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** count));
  }
  throw new TributaryError("unavailable", "The store is busy; try again in a few seconds.", {
    headers: { "retry-after": "5" },
  });
}

/** An attempt's answer when it should be made again. */
export const AGAIN = Symbol("again");
