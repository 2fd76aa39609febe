import { TributaryError, invalidField } from "../domain/errors.ts";
import { KEY_PARAMETER } from "./key-parameter.ts";

/** A 401. Without a token the `challenge` names no error (RFC 6750, 3.1). */
export const unauthenticated = (message: string, challenge = "Bearer"): TributaryError =>
  new TributaryError("unauthenticated", message, { headers: { "www-authenticate": challenge } });

export const tokenNeeded = (): TributaryError =>
  unauthenticated("Send a token: Authorization: Bearer <token>.");

export const bearerToken = (authorization = ""): string | undefined =>
  /^bearer +([^ ]+) *$/i.exec(authorization)?.[1];

/** Says nothing about the feed key. */
export const unknownKey = (): TributaryError =>
  unauthenticated("This feed key is not known, or not for exactly this address in the form of a feed.");

export const keyBesideToken = (): TributaryError =>
  invalidField(KEY_PARAMETER, "stands in place of an Authorization header: send one of them");
