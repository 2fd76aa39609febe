import { type ActionBody, type StoredAction, rolesOf } from "../action.ts";
import { isCanary } from "../canary.ts";
import { type EntityRef, entityKey, sameEntity } from "../entity.ts";
import type { Recipient } from "../recipients.ts";
import { typeNamed } from "../types/registry.ts";

export const isNotified = ({ model_type }: Pick<EntityRef, "model_type">): boolean =>
  typeNamed(model_type).notifications;

/** Who may be notified of an action: its target, its action object and `to`, but never its actor. */
export function toldBy(
  body: Pick<ActionBody, "actor" | "target" | "action_object" | "notify">,
  to: readonly EntityRef[],
): EntityRef[] {
  if (body.notify === false || isCanary(body.actor)) return [];
  const { actor, ...others } = rolesOf(body);
  const all = new Map([...Object.values(others), ...to].map((entity) => [entityKey(entity), entity]));
  return [...all.values()].filter((entity) => isNotified(entity) && !sameEntity(entity, actor));
}

/** Whether somebody is notified as target or action object, whatever happens to `to`. */
export const hasPart = ({ target, action_object }: ActionBody, owner: EntityRef): boolean =>
  [target, action_object].some((entity) => entity !== undefined && sameEntity(entity, owner));

/** Since when an action notifies somebody, public or not, in milliseconds; `undefined`: it does not. */
export function notifiedSince(
  action: StoredAction,
  owner: EntityRef,
  to: readonly Recipient[],
): number | undefined {
  if (!toldBy(action.body, to).some((entity) => sameEntity(entity, owner))) return undefined;
  const addressed = to.find((entity) => sameEntity(entity, owner))?.since ?? 0;
  const shown = action.first_public === undefined ? (action.stored ?? 0) : action.first_public;
  return Math.max(shown, hasPart(action.body, owner) ? 0 : addressed);
}
