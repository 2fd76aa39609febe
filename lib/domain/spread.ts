import { createHash } from "node:crypto";
import { type StoredAction, entryId, rolesOf } from "./action.ts";
import { type EntityRef, entityKey } from "./entity.ts";
import type { Role } from "./incarnation.ts";

/** Most keys of one entity: a page asks each of them. */
export const MOST_KEYS = 64;

/** What was read of entities, by `entityKey`: over how many keys new actions are spread. */
type Known = ReadonlyMap<string, { readonly keys: number }>;

export const partOf = (id: string, parts: number): number =>
  parts <= 1 ? 0 : createHash("sha256").update(id).digest().readUInt32BE(0) % parts;

/** The action with its keys, where an entity of it is spread. */
export function spreadOver<Action extends StoredAction>(action: Action, known: Known): Action {
  const roles = Object.entries(rolesOf(action.body)) as [Role, EntityRef][];
  const keys = roles.flatMap(([role, entity]): [Role, number][] => {
    const key = partOf(entryId(action), known.get(entityKey(entity))?.keys ?? 0);
    return key === 0 ? [] : [[role, key]];
  });
  return keys.length === 0 ? action : { ...action, spread: Object.fromEntries(keys) };
}
