import * as jose from "jose";
import { LOCAL_AUDIENCE, LOCAL_ISSUER, localCredentials } from "../../lib/local/credentials.ts";

const { privateKey } = await localCredentials();

/** The running service's own signing key. */
export const localKey = await jose.importJWK(privateKey, "ES256");

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

type Header = Partial<jose.JWTHeaderParameters>;

/**
 * A token that the running service believes, but for what is said otherwise: `undefined` leaves a claim out.
 */
export function signed(
  claims: Record<string, unknown> = {},
  header: Header = {},
  key: Parameters<jose.SignJWT["sign"]>[0] = localKey,
) {
  const all = { sub: "mallory", iss: LOCAL_ISSUER, aud: LOCAL_AUDIENCE, exp: nowSeconds() + 600, ...claims };
  return new jose.SignJWT(all).setProtectedHeader({ alg: "ES256", ...header }).sign(key);
}

/** A token put together by hand, which no library would sign. */
export function unsigned(header: object, claims: Record<string, unknown> = {}, signature = ""): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const all = { sub: "mallory", iss: LOCAL_ISSUER, aud: LOCAL_AUDIENCE, exp: nowSeconds() + 600, ...claims };
  return `${part(header)}.${part(all)}.${signature}`;
}
