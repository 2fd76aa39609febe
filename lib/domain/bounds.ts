import { FUTURE } from "./action.ts";
import type { EntityRef } from "./entity.ts";
import type { Role } from "./incarnation.ts";
import type { Limits } from "./limits.ts";
import { type Position, positionOf } from "./position.ts";
import { toTimestamp } from "./time.ts";

/**
 * No stored action has a later time, in any incarnation, public or private: `acted` where the entity is the
 * actor, `met` where it is target or object. Milliseconds; absent: unknown. They rise before it is stored.
 */
export interface Bounds {
  readonly acted?: number | undefined;
  readonly met?: number | undefined;
}

export type BoundName = keyof Bounds;

export const boundFor = (role: Role): BoundName => (role === "actor" ? "acted" : "met");

export const topOf = (bound: number | undefined): Position | undefined =>
  bound === undefined ? undefined : positionOf(toTimestamp(bound), "~");

export interface Raise {
  readonly entity: EntityRef;
  readonly name: BoundName;
  readonly to: number;
  /** What the other bound becomes if it is unknown: above all that can be stored by now. */
  readonly unknown: number;
}

/** What an entity needs before an action of this time is stored. It rises beyond the need, so seldom. */
export function raiseFor(
  { entity, name, bounds }: { readonly entity: EntityRef; readonly name: BoundName; readonly bounds: Bounds },
  time: number,
  now: number,
  { boundAhead }: Pick<Limits, "boundAhead">,
): Raise | undefined {
  const known = bounds[name];
  if (known !== undefined && known >= time) return undefined;
  const unknown = now + FUTURE + boundAhead;
  return { entity, name, unknown, to: Math.max(time + boundAhead, known === undefined ? unknown : 0) };
}
