import { type StoredAction, entryId } from "../action.ts";
import { TributaryError } from "../errors.ts";

export interface Tombstone {
  readonly kind: "tombstone";
  /** The actor's `entityKey`, if the action itself was deleted, not an entity of it. */
  readonly actor: string | undefined;
  readonly condition: string | undefined;
}

export type Occupant =
  | { readonly kind: "action"; readonly action: StoredAction }
  | Tombstone
  | { readonly kind: "idempotency"; readonly fingerprint: string; readonly actionId: string };

/** The id that a request has used before; the action may be gone. @throws 409 if it was deleted */
export function firstIdOf(occupant: Occupant): string {
  if (occupant.kind === "tombstone") throw conflict("This id or key belonged to an action that was deleted.");
  return occupant.kind === "action" ? entryId(occupant.action) : occupant.actionId;
}

/** The action of an equal earlier request. @throws 409 for a different request, or a deleted action */
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
