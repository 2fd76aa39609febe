import type { Epoch } from "../domain/epoch.ts";

/** The condition that an item is in an epoch, which `value` names where it is not the first. */
export const atEpoch = (epoch: Epoch, value = ":epoch"): string =>
  epoch === 0 ? "attribute_not_exists(epoch)" : `epoch = ${value}`;
