import { type NewAction, fingerprintText } from "../action.ts";
import type { EntityRef } from "../entity.ts";
import { fingerprintOf, hash } from "./own-action.ts";

export interface Post {
  readonly callerKey: string;
  readonly actor: EntityRef;
  readonly input: NewAction;
  readonly idempotencyKey?: string | undefined;
}

export interface PostNames {
  readonly id: string;
  /** The id was generated for this request, so nobody else can know it. */
  readonly isOwnId: boolean;
  /** The idempotency key to reserve, if the id does not depend on it. */
  readonly reserve: string | undefined;
  readonly fingerprint: string;
}

export function namesOf({ callerKey, input, idempotencyKey: key }: Post, newId: () => string): PostNames {
  const keyId = key === undefined ? undefined : idOfKey(callerKey, key);
  const id = input.id ?? keyId ?? newId();
  return {
    id,
    isOwnId: input.id === undefined && keyId === undefined,
    reserve: keyId === id ? undefined : keyId,
    fingerprint: fingerprintOf(fingerprintText(callerKey, input)),
  };
}

/** The dot distinguishes these from ids that clients choose. */
const idOfKey = (callerKey: string, key: string): string => `k.${hash(`${callerKey}\0${key}`)}`;
