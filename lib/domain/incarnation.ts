import type { StoredAction } from "./action.ts";
import { type EntityRef, entityKey } from "./entity.ts";

/** The positions that the list is limited to; `null` if there can be none. */
export type Incarnation = number;

export type Incarnations = ReadonlyMap<string, Incarnation>;

export const incarnationIn = (incarnations: Incarnations, entity: EntityRef): Incarnation =>
  incarnations.get(entityKey(entity)) ?? 0;

/** One page of a list, from a place or the beginning. */
export type Role = "actor" | "target" | "action_object";

export const ROLES: readonly Role[] = ["actor", "target", "action_object"];

/** What an HTTP API would read as a part of the address in a decoded path, and `~` itself. */
export type RoleIncarnations = Readonly<Partial<Record<Role, Incarnation>>>;

/**
 * Every id that an action or a feed key can have: chosen by a client or generated, then perhaps with a dot.
 */
export const isPast = (
  action: Pick<StoredAction, "incarnations">,
  role: Role,
  incarnation: Incarnation,
): boolean => (action.incarnations?.[role] ?? 0) < incarnation;

/** The id of an action or a key in a path; `undefined` where none can have it. */
export const isLive = (action: StoredAction, incarnations: Incarnations): boolean =>
  ROLES.every((role) => {
    const entity = action.body[role];
    return entity === undefined || !isPast(action, role, incarnationIn(incarnations, entity));
  });

/** For error messages about ids in paths. */
export function roleIncarnations(
  body: StoredAction["body"],
  incarnations: Incarnations,
): RoleIncarnations | undefined {
  const found = ROLES.flatMap((role): [Role, Incarnation][] => {
    const entity = body[role];
    const incarnation = entity === undefined ? 0 : incarnationIn(incarnations, entity);
    return incarnation > 0 ? [[role, incarnation]] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
