import { type StoredAction, entryId } from "../action.ts";
import { TributaryError } from "../errors.ts";

/** What is left of a deleted action. */
export interface Tombstone {
  readonly kind: "tombstone";
  /** The `entityKey` of the actor, where the action itself was deleted, not an entity of it. */
  readonly actor: string | undefined;
  /** The precondition of the request that deleted it. */
  readonly condition: string | undefined;
}

/** What lies under an action's id. */
export type Occupant =
  | { readonly kind: "action"; readonly action: StoredAction }
  | Tombstone
  | { readonly kind: "idempotency"; readonly fingerprint: string; readonly actionId: string };

/**
 * The action that an earlier request made of the same id or key; it may be gone. @throws 409 where it was
 * deleted by itself
 */
export function firstIdOf(occupant: Occupant): string {
  if (occupant.kind === "tombstone") throw conflict("This id or key belonged to an action that was deleted.");
  return occupant.kind === "action" ? entryId(occupant.action) : occupant.actionId;
}

/**
 * What answers a request whose id or key was used before: that action, if it was the same request.
 * @throws 409 where it was another, or the action is gone
 */
export function repeated(
  occupant: Occupant,
  first: StoredAction | undefined,
  fingerprint: string,
): StoredAction {
  if (first === undefined) throw conflict("This key belonged to an action that was deleted.");
  const print = occupant.kind === "idempotency" ? occupant.fingerprint : first.fingerprint;
  if (print !== fingerprint) throw conflict("This id or key was used for another request.");
  return first;
}

const conflict = (message: string): TributaryError => new TributaryError("conflict", message);
