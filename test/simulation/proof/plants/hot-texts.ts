import { FOCUSED } from "../mixes.ts";
import type { TextPlant } from "./text-plant.ts";

const PULL_HOT = "lib/store/projections/pull-hot.ts";

/** Entities with many followers and many posts. */
export const HOT_TEXTS = {
  "hot-untold": {
    what: "who has become hot is pushed no more before their followers' feeds pull",
    focus: FOCUSED.hot,
    patches: [
      {
        file: PULL_HOT,
        from: 'import { beginSwitch } from "./begin-switch.ts";',
        to: 'import { beginPull, endPull } from "../feeds/pull-switch.ts";',
      },
      {
        file: PULL_HOT,
        from: "await beginSwitch(entity, known, ports);",
        to: 'await endPull(table, { entity, switchId: (await beginPull(table, entity)) ?? "" });',
      },
    ],
  },
} satisfies Record<string, TextPlant>;
