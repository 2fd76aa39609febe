import { hash } from "node:crypto";
import { type StoredAction, entryId } from "../domain/action.ts";
import { type EntityRef, entityKey } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import { type Preconditions, holds } from "../domain/preconditions.ts";
import type { StoredEntity } from "../store/entities/entities.ts";
import type { OpenRequest } from "./open-request.ts";

/** What a writer names as the version that they have read. An `ETag` begins with it. */
const versionOf = (...parts: readonly unknown[]): string =>
  hash("sha256", JSON.stringify(parts), "base64url").slice(0, 16);

export const actionVersion = (action: StoredAction): string =>
  versionOf("action", entryId(action), action.version);

/** Also of an entity that is not there: no precondition matches it. */
export const entityVersion = (
  ref: EntityRef,
  { incarnation, revision }: Pick<StoredEntity, "incarnation" | "revision">,
): string => versionOf("entity", entityKey(ref), incarnation, revision ?? "");

export const versionThere = (ref: EntityRef, stored: StoredEntity): string | undefined =>
  stored.attributes === undefined ? undefined : entityVersion(ref, stored);

export const preconditionsOf = ({ header }: Pick<OpenRequest, "header">): Preconditions => ({
  ifMatch: header("if-match"),
  ifNoneMatch: header("if-none-match"),
});

/** @throws 412 where the preconditions fail for this version; `undefined`: nothing is there */
export function requireHolds(preconditions: Preconditions, version: string | undefined): void {
  if (!holds(preconditions, version)) throw preconditionFailed();
}

export const preconditionFailed = (): TributaryError =>
  new TributaryError(
    "precondition_failed",
    "The precondition does not hold; nothing was changed. GET it and its ETag anew.",
  );
