import type { StoredAction } from "./action.ts";
import { type EntityRef, entityKey } from "./entity.ts";

/**
 * How often an entity has been deleted, 0 until it is for the first time. Actions and follows are stored with
 * the epochs of their entities; what belongs to an earlier epoch is gone, however long its removal takes.
 * Unlike times, epochs do not depend on clocks.
 */
export type Epoch = number;

/** Epochs by `entityKey`; an entity that was never deleted need not be in it. */
export type Epochs = ReadonlyMap<string, Epoch>;

export const epochIn = (epochs: Epochs, entity: EntityRef): Epoch => epochs.get(entityKey(entity)) ?? 0;

/** A part that an entity may take in an action. */
export type Role = "actor" | "target" | "action_object";

export const ROLES: readonly Role[] = ["actor", "target", "action_object"];

/** The epochs of an action's entities when it was stored; those that were 0 are absent. */
export type RoleEpochs = Readonly<Partial<Record<Role, Epoch>>>;

/** Whether an action was stored before the entity that has this role was last deleted. */
export const isPast = (action: Pick<StoredAction, "epochs">, role: Role, epoch: Epoch): boolean =>
  (action.epochs?.[role] ?? 0) < epoch;

/** Whether none of an action's entities has been deleted since it was stored. */
export const isLive = (action: StoredAction, epochs: Epochs): boolean =>
  ROLES.every((role) => {
    const entity = action.body[role];
    return entity === undefined || !isPast(action, role, epochIn(epochs, entity));
  });

/** What an action that is stored now remembers of its entities' epochs. */
export function roleEpochs(body: StoredAction["body"], epochs: Epochs): RoleEpochs | undefined {
  const found = ROLES.flatMap((role): [Role, Epoch][] => {
    const entity = body[role];
    const epoch = entity === undefined ? 0 : epochIn(epochs, entity);
    return epoch > 0 ? [[role, epoch]] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
