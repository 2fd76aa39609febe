import type { StoredAction } from "../domain/action.ts";
import { type Reader, mayChange } from "../domain/caller.ts";
import { entityKey } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import { ownId } from "../domain/path-id.ts";
import type { Tombstone } from "../domain/plans/repeat.ts";
import { sees } from "../domain/visibility.ts";
import { getOccupant, isAlive } from "../store/actions/actions.ts";
import type { Request } from "./route.ts";
import { actionVersion, preconditionFailed, preconditionsOf, requireHolds } from "./version.ts";

/** The action in the path. @throws 404 where there is none, or it is private to somebody else */
export async function findAction(request: Request): Promise<StoredAction> {
  const found = await look(request);
  if (found?.kind !== "action") throw notFound();
  return found.action;
}

/** As `findAction`, to be changed by the caller. @throws also 403, and 412 where a precondition fails */
export async function findToChange(request: Request): Promise<StoredAction> {
  const found = await findToDelete(request);
  if (found.kind === "tombstone") throw missing(request);
  return found.action;
}

type Found = { readonly kind: "action"; readonly action: StoredAction } | Tombstone;

/** As `findToChange`, or the tombstone if the caller might have deleted the action. */
export async function findToDelete(request: Request): Promise<Found> {
  const found = await look(request);
  if (found === undefined) throw request.caller.kind === "service" ? missing(request) : notFound();
  if (found.kind === "tombstone") return found;
  mayChange(request.caller, found.action);
  requireHolds(preconditionsOf(request), actionVersion(found.action));
  return found;
}

/** Others' private actions cost the same read as unknown ones: times do not tell them apart. */
async function look({ caller, table, params }: Request): Promise<Found | undefined> {
  const id = ownId(params);
  const occupant = id !== undefined ? await getOccupant(table, id) : undefined;
  if (occupant?.kind === "tombstone") return mayHaveDeleted(caller, occupant) ? occupant : undefined;
  if (occupant?.kind !== "action" || !sees(caller, occupant.action)) return undefined;
  return (await isAlive(table, occupant.action)) ? occupant : undefined;
}

const mayHaveDeleted = (caller: Reader, { actor }: Tombstone): boolean =>
  actor !== undefined &&
  (caller.kind === "service" || (caller.kind === "user" && entityKey(caller.entity) === actor));

const missing = (request: Request): TributaryError =>
  preconditionsOf(request).ifMatch === undefined ? notFound() : preconditionFailed();

const notFound = (): TributaryError => new TributaryError("not_found", "There is no such action.");
