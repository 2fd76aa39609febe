import { ROW_LIFE } from "../../domain/feed.ts";
import { LIMITS } from "../../domain/limits.ts";
import { DAY } from "../../domain/time.ts";
import type { Stage } from "./bill.ts";

/** A stage with default settings. */
export const AS_BUILT: Stage = {
  asleepAfterDays: LIMITS.asleepAfter / DAY,
  rowDays: ROW_LIFE / DAY,
};
/** The settings when the assumptions were written. */
export const BEFORE: Stage = { asleepAfterDays: 30, rowDays: 31 };
