import { createHash } from "node:crypto";
import { type ActionBody, type StoredAction, newEntry } from "../action.ts";
import { type Incarnations, roleIncarnations } from "../incarnation.ts";
import { canonicalJson } from "../text.ts";

const FINGERPRINT = 22; // 132 bits of base64url

export const hash = (text: string): string => createHash("sha256").update(text).digest("base64url");

export const fingerprintOf = (text: string): string => hash(text).slice(0, FINGERPRINT);

interface Told {
  readonly body: ActionBody;
  readonly time: string;
  readonly incarnations: Incarnations;
}

export function ownAction(id: string, callerKey: string, { body, time, incarnations }: Told): StoredAction {
  return {
    ...newEntry(id, time, body),
    fingerprint: fingerprintOf(canonicalJson([callerKey, id])),
    incarnations: roleIncarnations(body, incarnations),
  };
}
