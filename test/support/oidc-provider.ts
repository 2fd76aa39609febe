import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import * as jose from "jose";
import { listen } from "../../lib/local/http-server.ts";

/** An OpenID Connect provider with one public client, which must use PKCE. */
export interface Provider {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly client: string;
  /** The redirect URI; set it before anybody signs in. */
  home: string;
  /** Seconds until a token expires. */
  lifetime: number;
  /** Renewals so far, and whether further ones are allowed. */
  renewals: number;
  renews: boolean;
  stop(): Promise<void>;
}

const ALGORITHM = "ES256";

interface Code {
  readonly user: string;
  readonly challenge: string;
}

/** Signs in the user that `user` returns, on a page where they can also refuse. */
export async function startProvider(user: () => string): Promise<Provider> {
  const { privateKey, publicKey } = await jose.generateKeyPair(ALGORITHM, { extractable: true });
  const codes = new Map<string, Code>();
  const refreshes = new Map<string, string>();
  const server = await listen(0, (request, response) => void answer(request, response));
  const issuer = `http://127.0.0.1:${server.port}/pool`;
  const provider: Provider = {
    ...{ issuer, jwksUrl: `${issuer}/jwks`, client: "console-client", home: "" },
    ...{ lifetime: 3600, renewals: 0, renews: true, stop: server.stop },
  };

  const json = (response: ServerResponse, status: number, body: object) =>
    response
      .writeHead(status, {
        "content-type": "application/json",
        "access-control-allow-origin": new URL(provider.home).origin,
      })
      .end(JSON.stringify(body));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", issuer);
    if (pathname === "/pool/.well-known/openid-configuration") {
      const [authorize, token] = [`${issuer}/authorize`, `${issuer}/token`];
      return void json(response, 200, { issuer, authorization_endpoint: authorize, token_endpoint: token });
    }
    if (pathname === "/pool/jwks")
      return void json(response, 200, { keys: [{ ...(await jose.exportJWK(publicKey)), alg: ALGORITHM }] });
    if (pathname === "/pool/authorize") return ask(searchParams, response);
    if (pathname === "/pool/token" && request.method === "POST") {
      const given = await grant(new URLSearchParams(await text(request)));
      return void json(response, given === undefined ? 400 : 200, given ?? { error: "invalid_grant" });
    }
    response.writeHead(404).end();
  }

  function ask(query: URLSearchParams, response: ServerResponse): void {
    const { home, client } = provider;
    const wanted = {
      response_type: "code",
      client_id: client,
      redirect_uri: home,
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(wanted))
      if (query.get(name) !== value) return void response.writeHead(400).end(`${name} is ${query.get(name)}`);
    const code = randomUUID();
    codes.set(code, { user: user(), challenge: query.get("code_challenge") ?? "" });
    const back = (answer: object) =>
      `${home}?${new URLSearchParams({ ...answer, state: query.get("state") ?? "" })}`.replaceAll(
        "&",
        "&amp;",
      );
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(
        `<a href="${back({ code })}">I am ${user()}</a> <a href="${back({ error: "access_denied" })}">Nobody</a>`,
      );
  }

  /** The tokens for a code, which works once, or for a refresh token. */
  async function grant(body: URLSearchParams): Promise<object | undefined> {
    if (body.get("client_id") !== provider.client || body.has("client_secret")) return undefined;
    const code = codes.get(body.get("code") ?? "");
    const renewed = provider.renews ? refreshes.get(body.get("refresh_token") ?? "") : undefined;
    if (renewed !== undefined) provider.renewals++;
    const proof = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    codes.delete(body.get("code") ?? "");
    const name = renewed ?? (code?.challenge === proof ? code.user : undefined);
    if (name === undefined) return undefined;
    const refresh = randomUUID();
    refreshes.set(refresh, name);
    const access = await new jose.SignJWT({ client_id: provider.client })
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(name)
      .setIssuer(issuer)
      .setExpirationTime("1 hour")
      .sign(privateKey);
    return {
      access_token: access,
      token_type: "Bearer",
      expires_in: provider.lifetime,
      refresh_token: refresh,
    };
  }
  return provider;
}
