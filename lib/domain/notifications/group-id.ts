import { createHash } from "node:crypto";
import type { ActionBody } from "../action.ts";
import { entityKey } from "../entity.ts";
import { windowStart } from "../groups.ts";
import { DAY } from "../time.ts";
import { ruleOfVerb } from "../verbs/registry.ts";

const DAY_DIGITS = 4;
const HASH_DIGITS = 28;

/** A day and a hash: 128 bits in hex. */
export const GROUP_ID = /^[0-9a-f]{32}$/;

/** By verb, thing and window, which never change. Ids of one window begin alike: they are stored together. */
export function groupIdOf(
  body: Pick<ActionBody, "verb" | "actor" | "target" | "action_object">,
  timestamp: string,
): string {
  const { verb, thing, window = "day" } = ruleOfVerb(body.verb);
  const start = windowStart(timestamp, window);
  const about =
    thing === undefined
      ? (body.target ?? body.action_object)
      : thing === "anything"
        ? undefined
        : body[thing];
  const hash = createHash("sha256")
    .update(JSON.stringify([verb, about ? entityKey(about) : null, window, start]))
    .digest("hex");
  const day = Math.max(0, Math.floor(start / DAY)) % 16 ** DAY_DIGITS;
  return day.toString(16).padStart(DAY_DIGITS, "0") + hash.slice(0, HASH_DIGITS);
}

export const dayOfGroup = (id: string): number => Number.parseInt(id.slice(0, DAY_DIGITS), 16) * DAY;
