import * as z from "zod/mini";
import type { EntityRef } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { optional } from "./text.ts";
import { timestamp } from "./time.ts";

/** A mute: the muter's feeds and notifications show nothing that the muted does. */
export interface Mute {
  readonly muter: EntityRef;
  readonly muted: EntityRef;
  readonly since: string;
  /** None: for good. */
  readonly until: string | undefined;
  /** The incarnations of both when it was stored: one of an earlier incarnation of either is gone. */
  readonly muterIncarnation: Incarnation;
  readonly mutedIncarnation: Incarnation;
}

/** Whether a mute has not ended by itself. */
export const isInForce = ({ until }: Pick<Mute, "until">, now: number): boolean =>
  until === undefined || Date.parse(until) > now;

/** The body of `PUT /mutes/{collection}/{id}`. */
export const newMute = z.strictObject({
  until: optional(timestamp.check(z.refine((time) => Date.parse(time) > Date.now(), "must lie ahead"))),
});
