import type { Incarnation } from "../domain/incarnation.ts";

/** The condition that an item is in an incarnation, which `value` names where it is not the first. */
export const atIncarnation = (incarnation: Incarnation, value = ":epoch"): string =>
  incarnation === 0 ? "attribute_not_exists(epoch)" : `epoch = ${value}`;
