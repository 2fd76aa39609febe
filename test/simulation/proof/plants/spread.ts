import { SECOND } from "../../../../lib/domain/time.ts";
import { FOCUSED } from "../mixes.ts";
import type { Plant } from "../plants.ts";

/** How long entities that are spread are remembered. */
export const SPREAD = {
  "old-entity": {
    what: "posts remember an entity that is spread for two seconds",
    limits: { spreadRemembered: 2 * SECOND },
    focus: FOCUSED.forgotten,
  },
} satisfies Record<string, Plant>;
