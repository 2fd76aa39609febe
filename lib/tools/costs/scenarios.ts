import type { Scenario } from "./cost.ts";
import { feedKeyCosts } from "./feed-keys.ts";
import { findingCosts } from "./finding.ts";
import { following } from "./following.ts";
import { muting } from "./muting.ts";
import { notified } from "./notified.ts";
import { notifying } from "./notifying.ts";
import { posting } from "./posting.ts";
import { reading } from "./reading.ts";
import { single } from "./single.ts";

export const SCENARIOS: readonly Scenario[] = [
  ...posting,
  ...reading,
  ...following,
  ...single,
  ...findingCosts,
  ...feedKeyCosts,
  ...notifying,
  ...notified,
  ...muting,
];
