import { type EntityRef, entityKey } from "./entity.ts";

/** How often an entity was deleted. Actions and follows belong to one; those of an earlier one are gone. */
export type Incarnation = number;

export type Incarnations = ReadonlyMap<string, Incarnation>;

export const incarnationIn = (incarnations: Incarnations, entity: EntityRef): Incarnation =>
  incarnations.get(entityKey(entity)) ?? 0;

export type Role = "actor" | "target" | "action_object";

export const ROLES: readonly Role[] = ["actor", "target", "action_object"];

/** The incarnations of an action's entities when it was stored; those of 0 are absent. */
export type RoleIncarnations = Readonly<Partial<Record<Role, Incarnation>>>;

/** On which of its entities' keys an action stands in the indexes; it stays there. Those of 0 are absent. */
export type RoleKeys = Readonly<Partial<Record<Role, number>>>;

export const storedIncarnation = (incarnation: Incarnation): Incarnation | undefined =>
  incarnation > 0 ? incarnation : undefined;

/** As much of a stored action as says which entities it has, and of which incarnations. */
interface OfEntities {
  readonly body: Readonly<Partial<Record<Role, EntityRef>>>;
  readonly incarnations?: RoleIncarnations | undefined;
}

/** Whether an action was stored before the entity in this role was last deleted. */
export const isPast = (
  action: Pick<OfEntities, "incarnations">,
  role: Role,
  incarnation: Incarnation,
): boolean => (action.incarnations?.[role] ?? 0) < incarnation;

/** Whether none of an action's entities has been deleted since it was stored. */
export const isLive = (action: OfEntities, incarnations: Incarnations): boolean =>
  ROLES.every((role) => {
    const entity = action.body[role];
    return entity === undefined || !isPast(action, role, incarnationIn(incarnations, entity));
  });

export function roleIncarnations(
  body: OfEntities["body"],
  incarnations: Incarnations,
): RoleIncarnations | undefined {
  const found = ROLES.flatMap((role): [Role, Incarnation][] => {
    const entity = body[role];
    const incarnation = entity === undefined ? 0 : incarnationIn(incarnations, entity);
    return incarnation > 0 ? [[role, incarnation]] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
