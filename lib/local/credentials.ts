import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as jose from "jose";
import * as z from "zod";
import { UserFacingError } from "./dynamodb.ts";
import { newApiKey } from "../store/access/api-keys.ts";

/** Issuer and audience of local tokens; no deployment accepts them. */
export const LOCAL_ISSUER = "urn:tributary:local";
export const LOCAL_AUDIENCE = "tributary-local";
const ALGORITHM = "ES256";
const LIFETIME = "30 days";
const FILE = fileURLToPath(new URL("../../.tributary/credentials.json", import.meta.url));

const schema = z.object({ serviceKey: z.string(), privateKey: z.record(z.string(), z.unknown()) });

type Credentials = z.output<typeof schema>;

/** The secrets of this machine's service: created when first needed, readable by their owner only. */
export async function localCredentials(): Promise<Credentials> {
  return read() ?? (await make());
}

function read(): Credentials | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(FILE, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    const { code } = error as NodeJS.ErrnoException;
    const cure =
      code === undefined ? "delete it, and a new one is made" : `make it readable for yourself (${code})`;
    throw new UserFacingError(`${FILE} cannot be read: ${cure}.`, { cause: error });
  }
}

async function make(): Promise<Credentials> {
  const { privateKey } = await jose.generateKeyPair(ALGORITHM, { extractable: true });
  const made = { serviceKey: newApiKey(), privateKey: await jose.exportJWK(privateKey) };
  mkdirSync(dirname(FILE), { recursive: true });
  try {
    writeFileSync(FILE, JSON.stringify(made), { mode: 0o600, flag: "wx" });
    return schema.parse(made);
  } catch (error) {
    // Another process created it at this moment.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return await localCredentials();
  }
}

export async function localToken({ privateKey }: Credentials, userId: string): Promise<string> {
  const key = await jose.importJWK(privateKey, ALGORITHM);
  return new jose.SignJWT()
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(userId)
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key);
}

export function publicKeySet({ privateKey: { d: _secret, ...publicKey } }: Credentials): object {
  return { keys: [{ ...publicKey, alg: ALGORITHM, use: "sig" }] };
}
