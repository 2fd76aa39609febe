import * as jose from "jose";
import type { Caller } from "../domain/caller.ts";
import { entityId } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import { SECOND } from "../domain/time.ts";
import { type ApiKey, getApiKey } from "../store/api-keys.ts";
import type { Issuer } from "./environment.ts";
import { environment, table } from "./start.ts";

/** How every service key begins, so that it is never taken for a user's token, and secret scanners know it. */
const KEY_PREFIX = "trib_";
/** A revoked key works this long at most in a function that has seen it. */
const KEY_CACHE = 30 * SECOND;
const CLOCK_SKEW_SECONDS = 30;
/** Signatures that a key set can verify; never a shared secret, never "none". */
const ALGORITHMS = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512", "EdDSA", "Ed25519"];

const keys = new Map<string, { readonly until: number; readonly found: ApiKey }>();
const verifier = environment.issuer && jwtVerifier(environment.issuer);

/**
 * Who sent a request.
 * @throws 401 without a valid token, 503 where the issuer's keys cannot be fetched
 */
export async function authenticate(authorization: string | undefined, now: number): Promise<Caller> {
  const token = /^bearer +([^ ]+) *$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw unauthenticated("Send a token: Authorization: Bearer <token>.");
  return token.startsWith(KEY_PREFIX) ? serviceOf(token, now) : userOf(token);
}

async function serviceOf(key: string, now: number): Promise<Caller> {
  const cached = keys.get(key);
  const found = cached !== undefined && cached.until > now ? cached.found : await getApiKey(table, key);
  if (found === undefined) throw unauthenticated("This service key is not known.");
  if (found !== cached?.found) keys.set(key, { found, until: now + KEY_CACHE });
  return { kind: "service", ...found };
}

async function userOf(token: string): Promise<Caller> {
  if (verifier === undefined) throw unauthenticated("This deployment knows no users' token issuer.");
  const subject = entityId.safeParse(await verifier(token));
  if (!subject.success) throw unauthenticated("The token's subject can be no user's id.");
  return { kind: "user", entity: { model_type: "user", id: subject.data } };
}

/** Checks a token of the issuer; its keys are fetched when first needed and kept. */
function jwtVerifier({ issuer, audience, jwksUrl }: Issuer): (token: string) => Promise<string | undefined> {
  const keySet = jose.createRemoteJWKSet(new URL(jwksUrl));
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    requiredClaims: ["sub", "exp"],
    clockTolerance: CLOCK_SKEW_SECONDS,
  };
  return async (token) => {
    try {
      return (await jose.jwtVerify(token, keySet, options)).payload.sub;
    } catch (error) {
      throw tokenError(error);
    }
  };
}

function tokenError(error: unknown): TributaryError {
  if (error instanceof jose.errors.JWTExpired) return unauthenticated("The token has expired.", error);
  const aboutToken = error instanceof jose.errors.JOSEError && !(error instanceof jose.errors.JWKSTimeout);
  // jose reports an answer other than 200 from the key set's address with its plain base class.
  if (aboutToken && error.code !== "ERR_JOSE_GENERIC") return unauthenticated("The token is not valid here.", error);
  return new TributaryError("unavailable", "The token issuer's keys cannot be fetched; try again in a moment.", {
    cause: error,
    headers: { "retry-after": "5" },
  });
}

const unauthenticated = (message: string, cause?: unknown): TributaryError =>
  new TributaryError("unauthenticated", message, { cause, headers: { "www-authenticate": "Bearer" } });
