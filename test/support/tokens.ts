import * as jose from "jose";
import { LOCAL_AUDIENCE, LOCAL_ISSUER, localCredentials } from "../../lib/local/credentials.ts";

const { privateKey } = await localCredentials();

/** The running service's signing key. */
export const localKey = await jose.importJWK(privateKey, "ES256");

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

type Header = Partial<jose.JWTHeaderParameters>;

/** A valid token, except for the claims given; `undefined` leaves one out. */
export function signed(
  claims: Record<string, unknown> = {},
  header: Header = {},
  key: Parameters<jose.SignJWT["sign"]>[0] = localKey,
) {
  const all = { sub: "mallory", iss: LOCAL_ISSUER, aud: LOCAL_AUDIENCE, exp: nowSeconds() + 600, ...claims };
  return new jose.SignJWT(all).setProtectedHeader({ alg: "ES256", ...header }).sign(key);
}

/** A token without a valid signature, which no library would make. */
export function unsigned(header: object, claims: Record<string, unknown> = {}, signature = ""): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const all = { sub: "mallory", iss: LOCAL_ISSUER, aud: LOCAL_AUDIENCE, exp: nowSeconds() + 600, ...claims };
  return `${part(header)}.${part(all)}.${signature}`;
}
