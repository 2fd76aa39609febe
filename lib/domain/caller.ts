import type { StoredAction } from "./action.ts";
import { type EntityRef, entityKey, sameEntity } from "./entity.ts";
import { TributaryError, invalidField } from "./errors.ts";

export type Caller =
  | { readonly kind: "user"; readonly entity: EntityRef }
  | { readonly kind: "service"; readonly name: string; readonly scopes: readonly Scope[] };

/** A caller, the holder of a feed key, or (with public reads) anyone. */
export type Reader =
  | Caller
  /** `owner`: whose feed it reads as `/feed`; a service's own key has none. */
  | { readonly kind: "feed-key"; readonly id: string; readonly owner: EntityRef | undefined }
  | { readonly kind: "anyone" };

export type Scope = "read" | "write";

/** The unique text of a caller: idempotency keys and cursors belong to one. */
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

export const entityCaller = (entity: EntityRef): string => `user:${entityKey(entity)}`;

export function ownFeedOf(caller: Reader): EntityRef | undefined {
  if (caller.kind === "user") return caller.entity;
  return caller.kind === "feed-key" ? caller.owner : undefined;
}

export const isCaller = (caller: Reader, entity: EntityRef): boolean =>
  caller.kind === "user" && sameEntity(caller.entity, entity);

const forbidden = (message: string): TributaryError => new TributaryError("forbidden", message);

/** Whom a request acts as. @throws 403 where a user names another, 400 where a service names nobody */
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

/** @throws 403 for a user: times other than now are for imports */
export function mayChooseTime(caller: Reader, field: "timestamp" | "started"): void {
  if (caller.kind !== "service") throw forbidden(`Only a service may set ${field}.`);
}

/** @throws 403 where a user sends attributes of an entity other than themselves */
export function mayWriteAttributes(caller: Reader, entity: EntityRef, field: string): void {
  if (caller.kind !== "service" && !isCaller(caller, entity)) {
    throw forbidden(`${field}: a user may send only their own attributes; name the entity as "type:id".`);
  }
}

/** @throws 403 for all but an action's actor and services */
export function mayChange(caller: Reader, { body }: StoredAction): void {
  if (caller.kind !== "service" && !isCaller(caller, body.actor)) {
    throw forbidden("Only its actor or a service may change an action.");
  }
}

/** @throws 403 for all but the entity itself and services */
export function mayActFor(caller: Reader, entity: EntityRef): void {
  if (caller.kind !== "service" && !isCaller(caller, entity)) {
    throw forbidden("This is for the entity itself and for services.");
  }
}
