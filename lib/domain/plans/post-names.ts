import { type NewAction, fingerprintText } from "../action.ts";
import type { EntityRef } from "../entity.ts";
import { fingerprintOf, hash } from "./own-action.ts";

/** A checked request to post an action. */
export interface Post {
  /** Unique text of who posts: keys and repeats are their own. */
  readonly callerKey: string;
  readonly actor: EntityRef;
  readonly input: NewAction;
  readonly idempotencyKey?: string | undefined;
}

/** What a request is known by. */
export interface PostNames {
  readonly id: string;
  /** Nobody else can know the id: it was made for this request. */
  readonly isOwnId: boolean;
  /** Where the key counts, if it is not the id itself. */
  readonly reserve: string | undefined;
  readonly fingerprint: string;
}

/** @param newId makes an id that nobody else has */
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

/** The dot keeps these apart from every id that a client may choose. */
const idOfKey = (callerKey: string, key: string): string => `k.${hash(`${callerKey}\0${key}`)}`;
