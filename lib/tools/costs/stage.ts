import { ROW_LIFE } from "../../domain/feed.ts";
import { LIMITS } from "../../domain/limits.ts";
import { DAY } from "../../domain/time.ts";
import type { Stage } from "./bill.ts";

export const AS_BUILT: Stage = {
  asleepAfterDays: LIMITS.asleepAfter / DAY,
  rowDays: ROW_LIFE / DAY,
};
export const BEFORE: Stage = { asleepAfterDays: 30, rowDays: 31 };
