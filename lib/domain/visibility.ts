import type { ActionBody, Entry } from "./action.ts";
import { type Reader, isCaller } from "./caller.ts";
import { isCanary } from "./canary.ts";
import type { EntityRef } from "./entity.ts";
import type { Role } from "./incarnation.ts";
import { TributaryError } from "./errors.ts";

/**
 * Who may see an action: everybody, or its actor and services alone. Each has index partitions of its own.
 */
export type Visibility = "public" | "private";

export const VISIBILITIES: readonly Visibility[] = ["public", "private"];

export const visibilityOf = (body: Pick<ActionBody, "public">): Visibility =>
  body.public ? "public" : "private";

/** Whether everybody may see an action: only such actions are in feeds and listed streams. */
export const isPublic = ({ body }: Pick<Entry, "body">): boolean => visibilityOf(body) === "public";

/** Whether a caller may see an action. The canary's are hidden from all. */
export const sees = (caller: Reader, entry: Pick<Entry, "body">): boolean =>
  !isCanary(entry.body.actor) &&
  (isPublic(entry) || caller.kind === "service" || isCaller(caller, entry.body.actor));

/** What the parameter `public` of an entity's activity may say. */
export const ASKED = ["all", "false"] as const;

/** An entity's activity as somebody asks for it. */
interface ActivityRequest {
  readonly caller: Reader;
  readonly entity: EntityRef;
  readonly role: Role | undefined;
  readonly asked: (typeof ASKED)[number] | undefined;
}

/**
 * The actions of an entity's activity that a caller is shown: the public ones, to the entity itself also what
 * it did in private, and to services what they ask for.
 * @throws 403 where another than a service asks for private actions
 */
export function visibilitiesFor({ caller, entity, role, asked }: ActivityRequest): readonly Visibility[] {
  if (asked !== undefined && caller.kind !== "service") {
    throw new TributaryError("forbidden", "Only a service may ask for private actions with public=.");
  }
  if (asked === "false") return ["private"];
  return asked === "all" || (role === "actor" && isCaller(caller, entity)) ? VISIBILITIES : ["public"];
}
