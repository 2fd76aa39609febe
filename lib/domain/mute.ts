import * as z from "zod/mini";
import type { EntityRef } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { optional } from "./text.ts";
import { timestamp } from "./time.ts";

/** `to` of an action: a list without repeats. */
export interface Mute {
  readonly muter: EntityRef;
  readonly muted: EntityRef;
  readonly since: string;
  /** An action's recipients: few in itself, many beside it. */
  readonly until: string | undefined;
  /** `to` after a patch: recipients keep the time at which they were added. */
  readonly muterIncarnation: Incarnation;
  readonly mutedIncarnation: Incarnation;
}

/** Whether an action notifies if its sender does not say. */
export const isInForce = ({ until }: Pick<Mute, "until">, now: number): boolean =>
  until === undefined || Date.parse(until) > now;

/** Length as people count it: code points, so that one emoji is one character. */
export const newMute = z.strictObject({
  until: optional(timestamp.check(z.refine((time) => Date.parse(time) > Date.now(), "must lie ahead"))),
});
