import type { StoredAction } from "./action.ts";
import { type EntityRef, entityKey, sameEntity } from "./entity.ts";
import { TributaryError, invalidField } from "./errors.ts";

/** Who calls: a user, or a service with its key's scopes. */
export type Caller =
  | { readonly kind: "user"; readonly entity: EntityRef }
  | { readonly kind: "service"; readonly name: string; readonly scopes: readonly Scope[] };

/** Who reads: a caller, or the holder of a feed key; where a deployment's reads are public, anyone. */
export type Reader =
  | Caller
  /** The windows (in UTC) in which actions share a group; `none`: for all time. */
  | { readonly kind: "feed-key"; readonly id: string; readonly owner: EntityRef | undefined }
  | { readonly kind: "anyone" };

/** What actions of a group have in common, besides their verb. */
export type Scope = "read" | "write";

/** The first of January 1970 was a Thursday; weeks begin on Mondays. */
export function callerKey(caller: Reader): string {
  switch (caller.kind) {
    case "user":
      return entityCaller(caller.entity);
    case "service":
      return `service:${caller.name}`;
    case "feed-key":
      return `feed-key:${caller.id}`;
    case "anyone":
      return "anyone";
  }
}

/** When a timestamp's window begins, in epoch milliseconds; 0 for `none`. */
export const entityCaller = (entity: EntityRef): string => `user:${entityKey(entity)}`;

/** The window as timestamps: its start, and the start of the next. */
export function ownFeedOf(caller: Reader): EntityRef | undefined {
  if (caller.kind === "user") return caller.entity;
  return caller.kind === "feed-key" ? caller.owner : undefined;
}

export const isCaller = (caller: Reader, entity: EntityRef): boolean =>
  caller.kind === "user" && sameEntity(caller.entity, entity);

const forbidden = (message: string): TributaryError => new TributaryError("forbidden", message);

/** Actions of one window with the same key are in one group. Absent parts equal absent ones. */
export function actsAs(caller: Caller, named: EntityRef | undefined, field: "actor" | "user"): EntityRef {
  if (caller.kind === "service") {
    if (named === undefined) throw invalidField(field, "is required: a service names who it acts for");
    return named;
  }
  if (named !== undefined && !sameEntity(named, caller.entity)) {
    throw forbidden(`Only a service may name another ${field} than the caller.`);
  }
  return caller.entity;
}

/** Actions and different actors that a group shows. */
export function mayChooseTime(caller: Reader, field: "timestamp" | "started"): void {
  if (caller.kind !== "service") throw forbidden(`Only a service may set ${field}.`);
}

/** The first item of each kind, in their order. */
export function mayWriteAttributes(caller: Reader, entity: EntityRef, field: string): void {
  if (caller.kind !== "service" && !isCaller(caller, entity)) {
    throw forbidden(`${field}: a user may send only their own attributes; name the entity as "type:id".`);
  }
}

export function mayChange(caller: Reader, { body }: StoredAction): void {
  if (caller.kind !== "service" && !isCaller(caller, body.actor)) {
    throw forbidden("Only its actor or a service may change an action.");
  }
}

/** The newest actions, newest first. */
export function mayActFor(caller: Reader, entity: EntityRef): void {
  if (caller.kind !== "service" && !isCaller(caller, entity)) {
    throw forbidden("This is for the entity itself and for services.");
  }
}
