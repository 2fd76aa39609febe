import type { ActionBody, Entry } from "./action.ts";
import { type Reader, isCaller } from "./caller.ts";
import { isCanary } from "./canary.ts";
import type { EntityRef } from "./entity.ts";
import type { Role } from "./incarnation.ts";
import { TributaryError } from "./errors.ts";

export type Visibility = "public" | "private";

export const FOR_ALL: Visibility = "public";

export const VISIBILITIES: readonly Visibility[] = ["public", "private"];

export const visibilityOf = (body: Pick<ActionBody, "public">): Visibility =>
  body.public ? "public" : "private";

/** Only public actions are in feeds and listed streams. */
export const isPublic = ({ body }: Pick<Entry, "body">): boolean => visibilityOf(body) === FOR_ALL;

/** Whether a caller may see an action. The canary's are hidden from all. */
export const sees = (caller: Reader, entry: Pick<Entry, "body">): boolean =>
  !isCanary(entry.body.actor) &&
  (isPublic(entry) || caller.kind === "service" || isCaller(caller, entry.body.actor));

export const seesRecipients = (caller: Reader, { body }: Pick<Entry, "body">): boolean =>
  caller.kind === "service" || isCaller(caller, body.actor);

export const ASKED = ["all", "false"] as const;

interface ActivityRequest {
  readonly caller: Reader;
  readonly entity: EntityRef;
  readonly role: Role | undefined;
  readonly asked: (typeof ASKED)[number] | undefined;
}

/** The entity sees its private actions, services what they ask for. @throws 403 for other users who ask */
export function visibilitiesFor({ caller, entity, role, asked }: ActivityRequest): readonly Visibility[] {
  if (asked !== undefined && caller.kind !== "service") {
    throw new TributaryError("forbidden", "Only a service may ask for private actions with public=.");
  }
  if (asked === "false") return ["private"];
  return asked === "all" || (role === "actor" && isCaller(caller, entity)) ? VISIBILITIES : [FOR_ALL];
}
