import * as jose from "jose";
import type { Caller } from "../domain/caller.ts";
import { entityId } from "../domain/entity.ts";
import { TributaryError } from "../domain/errors.ts";
import { SECOND } from "../domain/time.ts";
import { type ApiKey, getApiKey, KEY_PREFIX } from "../store/access/api-keys.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { Issuer } from "../runtime/environment.ts";
import { bearerToken, tokenNeeded, unauthenticated } from "./unauthenticated.ts";
import { environment, table } from "../runtime/start.ts";

/** A revoked key works this much longer at most, in a function that has seen it. */
const KEY_CACHE = 30 * SECOND;
const MOST_KEYS = 1000;
/** A valid token is cached this long: a signature check costs half as much as the rest of a request. */
const TOKEN_CACHE = 60 * SECOND;
const MOST_TOKENS = 1000;
const REMEMBERED_LENGTH = 4 * 1024;
const LONGEST_TOKEN = 16 * 1024;
const CLOCK_SKEW_SECONDS = 30;
/** Well under the functions' own timeout, so that a hanging issuer still gets the caller an answer. */
const KEY_SET_TIMEOUT = 5 * SECOND;
/** Signatures that a key set can verify; never a shared secret, never "none". */
const ALGORITHMS = [
  "ES256",
  "ES384",
  "ES512",
  "PS256",
  "PS384",
  "PS512",
  "RS256",
  "RS384",
  "RS512",
  "EdDSA",
  "Ed25519",
];

const keys = new BoundedMap<{ readonly until: number; readonly found: ApiKey }>(MOST_KEYS);
const users = new BoundedMap<{ readonly until: number; readonly caller: Caller }>(MOST_TOKENS);
const verifier = environment.issuer && jwtVerifier(environment.issuer);

/** Who sent a request. @throws 401 without a valid token, 503 where the issuer's keys cannot be fetched */
export async function authenticate(authorization: string | undefined, now: number): Promise<Caller> {
  if (authorization !== undefined && authorization.length > LONGEST_TOKEN)
    throw badToken("The token is too long.");
  const token = bearerToken(authorization);
  if (token === undefined && /^bearer +\S/i.test(authorization ?? ""))
    throw badToken("The header is not Bearer and one token.");
  if (token === undefined) throw tokenNeeded();
  return token.startsWith(KEY_PREFIX) ? serviceOf(token, now) : userOf(token, now);
}

async function serviceOf(key: string, now: number): Promise<Caller> {
  const cached = keys.get(key);
  const found = cached !== undefined && cached.until > now ? cached.found : await getApiKey(table, key);
  if (found === undefined) throw badToken("This service key is not known.");
  if (found !== cached?.found) keys.set(key, { found, until: now + KEY_CACHE });
  return { kind: "service", ...found };
}

async function userOf(token: string, now: number): Promise<Caller> {
  if (verifier === undefined) throw badToken("This deployment knows no users' token issuer.");
  const cached = users.get(token);
  if (cached !== undefined && cached.until > now) return cached.caller;
  const { sub, exp = 0 } = await verifier(token);
  const subject = entityId.safeParse(sub);
  if (!subject.success) throw badToken("The token's subject can be no user's id.");
  const caller: Caller = { kind: "user", entity: { model_type: "user", id: subject.data } };
  if (token.length <= REMEMBERED_LENGTH)
    users.set(token, { caller, until: Math.min(now + TOKEN_CACHE, exp * SECOND) });
  return caller;
}

/** The issuer's keys are fetched when first needed, kept for ten minutes, and again for an unknown key id. */
function jwtVerifier({ issuer, audience, jwksUrl }: Issuer): (token: string) => Promise<jose.JWTPayload> {
  // Made for the first token, because it makes Node load `fetch`, half of a function's loading time.
  let keySet: jose.JWTVerifyGetKey | undefined;
  const options = {
    issuer,
    algorithms: ALGORITHMS,
    requiredClaims: ["sub", "exp"],
    clockTolerance: CLOCK_SKEW_SECONDS,
  };
  return async (token) => {
    keySet ??= jose.createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: KEY_SET_TIMEOUT });
    const payload = await jose.jwtVerify(token, keySet, options).then(({ payload }) => payload, refuse);
    if (!audiencesOf(payload).includes(audience)) throw badToken("The token is not for this service.");
    return payload;
  };
}

/** The audience of a token. Access tokens of Amazon Cognito lack `aud`: the app client is `client_id`. */
const audiencesOf = ({ aud, client_id }: jose.JWTPayload): unknown[] => [aud ?? client_id].flat();

/** A 401 without its cause: that holds the token's claims, which no log needs. */
function refuse(error: unknown): never {
  if (error instanceof jose.errors.JWTExpired) throw badToken("The token has expired.");
  if (isAboutToken(error)) throw badToken("The token is not valid here.");
  throw new TributaryError(
    "unavailable",
    "The token issuer's keys cannot be fetched; try again in a moment.",
    {
      cause: error,
      headers: { "retry-after": "5" },
    },
  );
}

function isAboutToken(error: unknown): boolean {
  const aboutKeys = error instanceof jose.errors.JWKSTimeout || error instanceof jose.errors.JWKSInvalid;
  // jose reports a failing or malformed key set with its plain base class.
  return error instanceof jose.errors.JOSEError && !aboutKeys && error.code !== "ERR_JOSE_GENERIC";
}

const badToken = (message: string): TributaryError =>
  unauthenticated(message, `Bearer error="invalid_token", error_description="${message}"`);
