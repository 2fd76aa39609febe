import type { RequestListener } from "node:http";
import * as jose from "jose";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { listen } from "../../lib/local/http-server.ts";
import { createApiKey, revokeApiKey } from "../../lib/store/access/api-keys.ts";
import { quietTable } from "../support/fresh-table.ts";
import { started } from "../support/runtime.ts";

const [ISSUER, AUDIENCE] = ["https://issuer.example/", "tributary"];
const MINUTE = 60_000;
const { table } = await quietTable();

/** A function that believes the issuer whose key set `handle` serves. */
async function functionFor(handle: RequestListener) {
  const server = await listen(0, handle);
  onTestFinished(server.stop);
  const issuer = { JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE, JWKS_URL: `http://127.0.0.1:${server.port}/` };
  const { authenticate } = await started(table, issuer, () => import("../../lib/http/authenticate.ts"));
  return (token: string, now = Date.now()) => authenticate(`Bearer ${token}`, now);
}

/** A pair of keys of the issuer, and tokens signed with it. */
async function issuerKey(kid: string) {
  const { privateKey, publicKey } = await jose.generateKeyPair("ES256");
  const token = () =>
    new jose.SignJWT({ sub: "alice", iss: ISSUER, aud: AUDIENCE })
      .setProtectedHeader({ alg: "ES256", kid })
      .setExpirationTime("1 day")
      .sign(privateKey);
  return { token, jwk: { ...(await jose.exportJWK(publicKey)), kid, alg: "ES256", use: "sig" } };
}

const ALICE = { kind: "user", entity: { model_type: "user", id: "alice" } };
const REFUSED = {
  code: "unauthenticated",
  headers: {
    "www-authenticate": expect.stringMatching(
      /^Bearer error="invalid_token", error_description="[^"]+"$/,
    ) as string,
  },
};
const UNAVAILABLE = { code: "unavailable", headers: { "retry-after": expect.stringMatching(/^\d+$/) } };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("the issuer's keys", () => {
  test("are fetched once for many tokens, and a new one is found without a new deployment", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [first, second] = [await issuerKey("first"), await issuerKey("second")];
    let [keys, fetched] = [[first.jwk], 0];
    const authenticate = await functionFor((_request, response) => {
      fetched += 1;
      response.end(JSON.stringify({ keys }));
    });
    for (let call = 0; call < 5; call++) expect(await authenticate(await first.token())).toEqual(ALICE);
    expect(fetched).toBe(1);
    keys = [second.jwk];
    vi.setSystemTime(Date.now() + MINUTE);
    expect(await authenticate(await second.token())).toEqual(ALICE);
    await expect(authenticate(await first.token())).rejects.toMatchObject(REFUSED);
    expect(fetched).toBe(2);
  });

  test("are fetched at most twice a minute, however many tokens name keys that do not exist", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [known, guessed] = [await issuerKey("known"), await issuerKey("guessed")];
    let fetched = 0;
    const authenticate = await functionFor((_request, response) => {
      fetched += 1;
      response.end(JSON.stringify({ keys: [known.jwk] }));
    });
    const token = await guessed.token();
    for (let second = 0; second < 60; second++) {
      await expect(authenticate(token)).rejects.toMatchObject(REFUSED);
      vi.setSystemTime(Date.now() + 1000);
    }
    expect(fetched).toBe(2);
  });

  test("that are withdrawn are believed for ten minutes at most", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [old, other] = [await issuerKey("old"), await issuerKey("other")];
    let keys = [old.jwk];
    const authenticate = await functionFor((_request, response) => response.end(JSON.stringify({ keys })));
    expect(await authenticate(await old.token())).toEqual(ALICE);
    keys = [other.jwk];
    vi.setSystemTime(Date.now() + 11 * MINUTE);
    await expect(authenticate(await old.token())).rejects.toMatchObject(REFUSED);
  });

  test.each<[string, RequestListener]>([
    ["are answered with 500", (_request, response) => response.writeHead(500).end()],
    ["are answered with a page", (_request, response) => response.end("<html>sorry</html>")],
    ["are answered with something else", (_request, response) => response.end('{"error":"sorry"}')],
    [
      "lie elsewhere",
      (_request, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    ],
    ["break off", (request) => request.socket.destroy()],
    ["never come", () => undefined],
  ])(
    "that %s make it 503 for users, who may try again, and services call as before",
    async (_what, handle) => {
      const authenticate = await functionFor(handle);
      const { token } = await issuerKey("key");
      await expect(authenticate(await token())).rejects.toMatchObject(UNAVAILABLE);
      await expect(authenticate("no.token.atall")).rejects.toMatchObject(REFUSED);
      const scopes = ["read", "write"] as const;
      const name = `service-${Math.random()}`;
      const key = (await createApiKey(table, { name, scopes }, Date.now())) ?? "";
      expect(await authenticate(key)).toEqual({ kind: "service", name, scopes });
    },
  );

  test("that were out of reach are asked for again at the next call", async () => {
    const good = await issuerKey("good");
    let isDown = true;
    const authenticate = await functionFor((_request, response) =>
      isDown ? response.writeHead(503).end() : response.end(JSON.stringify({ keys: [good.jwk] })),
    );
    await expect(authenticate(await good.token())).rejects.toMatchObject(UNAVAILABLE);
    isDown = false;
    expect(await authenticate(await good.token())).toEqual(ALICE);
  });
});

test("a token of 100 KB is refused unread", async () => {
  let fetched = 0;
  const authenticate = await functionFor((_request, response) => {
    fetched += 1;
    response.end('{"keys":[]}');
  });
  const { token } = await issuerKey("key");
  const huge = `${await token()}${"A".repeat(100_000)}`;
  await expect(authenticate(huge)).rejects.toMatchObject(REFUSED);
  await expect(authenticate(`trib_${"A".repeat(100_000)}`)).rejects.toMatchObject(REFUSED);
  expect(fetched).toBe(0);
});

test("without an issuer users are refused", async () => {
  const { authenticate } = await started(table, {}, () => import("../../lib/http/authenticate.ts"));
  await expect(authenticate(`Bearer ${await (await issuerKey("key")).token()}`, 0)).rejects.toMatchObject(
    REFUSED,
  );
});

test("a revoked key is refused within a minute by a function that has just used it", async () => {
  const authenticate = await functionFor((_request, response) => response.end());
  const now = Date.now();
  const key = (await createApiKey(table, { name: "leaver", scopes: ["read"] }, now)) ?? "";
  expect(await authenticate(key, now)).toMatchObject({ name: "leaver" });
  await revokeApiKey(table, "leaver");
  await expect(authenticate(key, now + MINUTE)).rejects.toMatchObject(REFUSED);
});
