import type { StoredAction } from "../domain/action.ts";
import { maySee } from "../domain/caller.ts";
import { TributaryError } from "../domain/errors.ts";
import { getLiveAction } from "../store/actions.ts";
import type { Request } from "./route.ts";

/** Every id that an action can have: chosen by a client or made here. */
const ID = /^[A-Za-z0-9_.-]{1,64}$/;

/** The action in the path. @throws 404 where there is none, or it is private to somebody else */
export async function findAction({ caller, table, params }: Request): Promise<StoredAction> {
  const id = params["id"] ?? "";
  const action = ID.test(id) ? await getLiveAction(table, id) : undefined;
  if (action === undefined || !maySee(caller, action)) throw new TributaryError("not_found", "There is no such action.");
  return action;
}
