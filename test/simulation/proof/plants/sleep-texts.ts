import { FOCUSED } from "../mixes.ts";
import { type TextPlant, one } from "./text-plant.ts";

const FEED = "lib/domain/feed.ts";
const FAN_OUT = "lib/store/feeds/fan-out.ts";

/** How long feeds are awake, how long their rows live, and whose states fan-outs read late. */
export const SLEEP_TEXTS = {
  "late-states": {
    ...one("what goes or changes is taken out of feeds by states that are read late", FOCUSED.hidden, [
      FAN_OUT,
      "consistent: !isNew(entry)",
      "consistent: false",
    ]),
    isRare: true,
  },
  "first-sleep-only": {
    ...one("a fan-out passes by a feed that is read often as if it had just woken", FOCUSED.slept, [
      FEED,
      "now - state.lastRead <= state.asleepAfter + limits.fanOutGrace;",
      "now - state.lastRead <= Math.min(state.asleepAfter, limits.firstAsleepAfter) + limits.fanOutGrace;",
    ]),
    isRare: true,
  },
  "rows-outlive": {
    ...one("readers rely on rows that have expired", FOCUSED.slept, [
      FEED,
      "return expired > horizon ? expired : horizon;",
      "return horizon;",
    ]),
    isRare: true,
  },
  "rows-die-young": one("rows that a fan-out writes expire while readers rely on them", FOCUSED.slept, [
    FAN_OUT,
    "expires: now + state.rowLife,",
    "expires: now + state.rowLife / 4,",
  ]),
  "rows-left-out": {
    ...one("a fan-out leaves out rows that readers rely on", FOCUSED.slept, [
      FEED,
      "completeFrom(state, now - limits.fanOutGrace);",
      "completeFrom(state, now + 10 * DAY);",
    ]),
    isRare: true,
  },
} satisfies Record<string, TextPlant>;
