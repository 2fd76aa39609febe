import { LIMITS } from "../../domain/limits.ts";
import { DAY } from "../../domain/time.ts";
import { type Stage, busyRowDays } from "./bill.ts";

/** The code when the assumptions were written. */
const BEFORE: Stage = {
  ...{ asleepAfterDays: 30, firstAsleepAfterDays: 30 },
  ...{ rowDays: 31, window: 100, stateUnits: 1, settleUnits: 0.82 },
  ...{ followsJoin: false, foldsAlone: false, ownLines: true, badgesWithPages: false },
};
const asleepAfterDays = LIMITS.asleepAfter / DAY;
const ASLEEP: Stage = { ...BEFORE, asleepAfterDays, firstAsleepAfterDays: asleepAfterDays };
const SHORT_LIVED: Stage = { ...ASLEEP, rowDays: busyRowDays(ASLEEP.window) };
const JOINED: Stage = { ...SHORT_LIVED, followsJoin: true };
const LATE: Stage = { ...JOINED, stateUnits: undefined };
const BRIEF: Stage = { ...LATE, firstAsleepAfterDays: LIMITS.firstAsleepAfter / DAY };
const FEWER: Stage = {
  ...BRIEF,
  window: LIMITS.window,
  settleUnits: undefined,
  rowDays: busyRowDays(LIMITS.window),
};

const TERSE: Stage = { ...FEWER, ownLines: false };

const TOGETHER: Stage = { ...TERSE, badgesWithPages: true };

export const AS_BUILT: Stage = { ...TOGETHER, foldsAlone: true };

/** What was done to lower the bill, each step with those before it. */
export const STEPS: readonly (readonly [step: string, stage: Stage])[] = [
  ["as it was", BEFORE],
  [`feeds sleep after ${asleepAfterDays} days`, ASLEEP],
  ["rows of busy feeds live for two windows and three days", SHORT_LIVED],
  ["a follow joins the feed instead of rebuilding it", JOINED],
  ["for a new action, states are read eventually consistent", LATE],
  [`a feed that has slept is awake for ${(LIMITS.firstAsleepAfter / DAY) * 24} hours at first`, BRIEF],
  [`a build writes ${LIMITS.window} rows`, FEWER],
  ["calls that succeed leave none of Lambda's own lines in the log", TERSE],
  ["a page of a feed brings the badge along", TOGETHER],
  ["what has joined gets its rows without a look at all the others", AS_BUILT],
];
