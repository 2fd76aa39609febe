import * as z from "zod/mini";
import type { EntityRef, PresentedEntity } from "./entity.ts";
import type { Incarnation } from "./incarnation.ts";
import { optional } from "./text.ts";
import { timestamp } from "./time.ts";

export interface Mute {
  readonly muter: EntityRef;
  readonly muted: EntityRef;
  readonly since: string;
  readonly until: string | undefined;
  /** A mute of an earlier incarnation of either side is gone. */
  readonly muterIncarnation: Incarnation;
  readonly mutedIncarnation: Incarnation;
}

export interface PresentedMute {
  readonly muted: PresentedEntity;
  readonly since: string;
  readonly until: string | null;
}

export const isInForce = ({ until }: Pick<Mute, "until">, now: number): boolean =>
  until === undefined || Date.parse(until) > now;

export const newMute = z.strictObject({
  until: optional(timestamp.check(z.refine((time) => Date.parse(time) > Date.now(), "must lie ahead"))),
});
