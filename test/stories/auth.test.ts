import { createHmac } from "node:crypto";
import * as jose from "jose";
import { describe, expect, test } from "vitest";
import { LOCAL_AUDIENCE, localCredentials, publicKeySet } from "../../lib/local/credentials.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../../lib/store/access/api-keys.ts";
import { expectProblem } from "../support/contract.ts";
import { Caller, unique } from "../support/people.ts";
import { serviceTable } from "../support/service-table.ts";
import { nowSeconds, signed, unsigned } from "../support/tokens.ts";

const READ = "/users/mallory/is-following";
const other = await jose.generateKeyPair("ES256");
const rsa = await jose.generateKeyPair("RS256");

/** HMAC under something public: what believes it takes the header's word for how to verify. */
function hmacSigned(secret: string): string {
  const text = unsigned({ alg: "HS256" }).slice(0, -1);
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

const publicJwk = async (): Promise<object> =>
  (publicKeySet(await localCredentials()) as { keys: [object] }).keys[0];

async function changed(
  at: "header" | "payload" | "signature",
  change: (part: string) => string,
): Promise<string> {
  const [header = "", payload = "", signature = ""] = (await signed()).split(".");
  const parts = { header, payload, signature };
  return Object.values({ ...parts, [at]: change(parts[at]) }).join(".");
}

const asAdmin = (payload: string): string => {
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
  return Buffer.from(JSON.stringify({ ...claims, sub: "admin" })).toString("base64url");
};

describe("a token is refused with 401", () => {
  const BAD: Readonly<Record<string, () => string | Promise<string>>> = {
    "signed by another key": () => signed({}, {}, other.privateKey),
    "signed by a key that is not in the set": () => signed({}, { kid: "unknown" }, other.privateKey),
    "that names an unknown key, though it is signed by a good one": () => signed({}, { kid: "unknown" }),
    "of another algorithm": () => signed({}, { alg: "RS256" }, rsa.privateKey),
    "of HS256 under the public key as JSON": async () => hmacSigned(JSON.stringify(await publicJwk())),
    "of HS256 under the public key as PEM": async () =>
      hmacSigned(
        await jose.exportSPKI(
          (await jose.importJWK(await publicJwk(), "ES256", { extractable: true })) as jose.CryptoKey,
        ),
      ),
    "that brings its own key": async () =>
      signed({}, { jwk: await jose.exportJWK(other.publicKey) }, other.privateKey),
    "that says where its key is": () => signed({}, { jku: "http://127.0.0.1:1/jwks.json" }, other.privateKey),
    "of alg none": () => unsigned({ alg: "none" }),
    "of alg None with a signature": () => unsigned({ alg: "None" }, {}, "AAAA"),
    "without an algorithm": () => unsigned({ typ: "JWT" }, {}, "AAAA"),
    "with an extension that must be understood": () =>
      unsigned({ alg: "ES256", crit: ["x"], x: 1 }, {}, "AAAA"),
    "that has expired": () => signed({ exp: nowSeconds() - 60 }),
    "that is not valid yet": () => signed({ nbf: nowSeconds() + 60 }),
    "of another audience": () => signed({ aud: "another" }),
    "of other audiences": () => signed({ aud: ["another", `${LOCAL_AUDIENCE}2`] }),
    "of no audience": () => signed({ aud: undefined }),
    "of no audience and another client": () => signed({ aud: undefined, client_id: "another" }),
    "of another audience, though its client is right": () =>
      signed({ aud: "another", client_id: LOCAL_AUDIENCE }),
    "of another issuer": () => signed({ iss: "https://issuer.example" }),
    "of no issuer": () => signed({ iss: undefined }),
    "without a subject": () => signed({ sub: undefined }),
    "with an empty subject": () => signed({ sub: "" }),
    "with a subject that is no text": () => signed({ sub: ["mallory"] }),
    "with a subject that can be no id": () => signed({ sub: "a\u001fb" }),
    "that never expires": () => signed({ exp: undefined }),
    "whose expiry is no number": () => signed({ exp: "tomorrow" }),
    "without its end": async () => (await signed()).slice(0, -10),
    "without its signature": () => changed("signature", () => ""),
    "whose payload was changed": () => changed("payload", asAdmin),
    "whose header was changed": () =>
      changed("header", () => Buffer.from('{"alg":"ES256","kid":"1"}').toString("base64url")),
    "whose signature was changed": () =>
      changed("signature", (text) => `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`),
    "with a part too many": async () => `${await signed()}.AAAA`,
    "that is encrypted": () =>
      new jose.EncryptJWT({ sub: "mallory" })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .encrypt(Buffer.alloc(32)),
    "that is a list": () => unsigned([1, 2], {}, "AAAA"),
    "of 9 KB": () => signed({ filler: "x".repeat(6500) }, {}, other.privateKey),
    "that is no token": () => "x".repeat(3000),
  };

  test.each(Object.entries(BAD))("%s", async (_what, make) => {
    const reply = await new Caller(await make()).get(READ);
    expectProblem(reply, 401, "Unauthorized");
    expect(reply.headers.get("www-authenticate")).toMatch(
      /^Bearer error="invalid_token", error_description="[^"]+"$/,
    );
  });

  test("and the same token is good without what is wrong with it", async () => {
    for (const claims of [
      {},
      { nbf: nowSeconds() - 5 },
      { aud: ["another", LOCAL_AUDIENCE] },
      { exp: nowSeconds() + 5 },
    ]) {
      expect((await new Caller(await signed(claims)).get(READ)).status).toBe(200);
    }
  });
});

test("a token without an audience is for the client it was given to, as Cognito's access tokens are", async () => {
  expect(
    (await new Caller(await signed({ aud: undefined, client_id: LOCAL_AUDIENCE })).get(READ)).status,
  ).toBe(200);
});

test("the scheme's case and spaces do not matter, another scheme and two headers do", async () => {
  const [token, nobody] = [await signed(), new Caller(undefined)];
  const status = async (authorization: string) =>
    (await nobody.call("GET", READ, undefined, { authorization })).status;
  expect([await status(`bearer ${token}`), await status(`BEARER   ${token}`)]).toEqual([200, 200]);
  for (const header of [
    `Basic ${token}`,
    token,
    "Bearer",
    `Bearer ${token}, Bearer ${token}`,
    `Bearer ${token} x`,
  ]) {
    const reply = await nobody.call("GET", READ, undefined, { authorization: header });
    expect([header, reply.status]).toEqual([header, 401]);
    // Whoever sent no token is told no error of one.
    const isToken = header.startsWith("Bearer ");
    expect(reply.headers.get("www-authenticate")).toMatch(
      isToken ? /^Bearer error="invalid_token"/ : /^Bearer$/,
    );
  }
});

describe("a service key", () => {
  test("that was made works at once, and nothing that is nearly it does", async () => {
    const [table, name] = [await serviceTable(), unique("importer")];
    expect((await new Caller(`trib_${"A".repeat(43)}`).get("/actions")).status).toBe(401);
    const key = (await createApiKey(table, { name, scopes: ["read"] }, Date.now())) ?? "";
    expect((await new Caller(key).get("/actions")).status).toBe(200);
    for (const wrong of [key.slice(0, -1), `${key}A`, key.toLowerCase(), key.replace("trib_", "")]) {
      expect([wrong, (await new Caller(wrong).get("/actions")).status]).toEqual([wrong, 401]);
    }
  });

  test("that is revoked before its first call never works, and is listed no more", async () => {
    const [table, name] = [await serviceTable(), unique("importer")];
    const key = (await createApiKey(table, { name, scopes: ["read", "write"] }, Date.now())) ?? "";
    expect(await revokeApiKey(table, name)).toBe(true);
    expectProblem(await new Caller(key).get("/actions"), 401, "Unauthorized");
    expect((await listApiKeys(table)).map((one) => one.name)).not.toContain(name);
  });
});
