import { MAX_RECORD_AGE_SECONDS } from "../../../lib/contract/functions.ts";
import { SECOND } from "../../../lib/domain/time.ts";
import type { StreamRecord } from "../stream.ts";
import type { Outcome } from "../task.ts";
import type { Plant } from "./plants.ts";

const LONGEST_DELAY = 600 * SECOND;

interface Around {
  readonly plant: Plant;
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** One call of the function. @returns where the batch is to come again from, if anywhere */
  call(batch: readonly StreamRecord[]): Promise<Outcome<number | undefined>>;
  /** Takes records that are given up: where they lie, not what they say. */
  giveUp(batch: readonly StreamRecord[]): void;
}

/**
 * Hands a batch of one shard to its function until it is done, as Lambda does: cut at what the function
 * answers, halved where a call fails as a whole, given up by age and attempts.
 */
export async function deliverBatch(batch: readonly StreamRecord[], around: Around): Promise<void> {
  const { plant } = around;
  const { maxRecordAge = MAX_RECORD_AGE_SECONDS * SECOND, attempts = Infinity } = plant;
  let left = batch;
  for (let attempt = 1; ; attempt++) {
    const old = left.filter(({ time }) => around.now() - time > maxRecordAge);
    if (old.length > 0) around.giveUp(old);
    left = left.filter((record) => !old.includes(record));
    if (left.length === 0) return;
    const outcome = await around.call(left);
    if (outcome.state !== "done" && plant.forgets === true) return;
    if (outcome.state === "done") {
      const from = outcome.value;
      if (from === undefined) return;
      left = left.filter(({ sequence }) => sequence >= from);
    }
    if (attempt >= attempts) return around.giveUp(left);
    await around.sleep(Math.min(LONGEST_DELAY, 100 * 2 ** attempt));
    if (outcome.state !== "done" && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      await deliverBatch(left.slice(0, middle), around);
      left = left.slice(middle);
    }
  }
}
