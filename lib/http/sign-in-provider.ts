export interface SignInProvider {
  readonly authorize: string;
  readonly token: string;
  readonly client: string;
  readonly scopes: string;
  readonly audience: string;
}

export interface SignInSettings {
  readonly issuer: string;
  readonly client: string;
  readonly scopes: string;
  readonly audience: string;
}

const TIMEOUT = 3000;
const KEPT = 3_600_000;

/** The provider's sign-in addresses (OpenID Connect Discovery), cached for an hour. */
export function discovery(
  settings: SignInSettings,
  now: () => number = Date.now,
): () => Promise<SignInProvider> {
  let known: { readonly provider: SignInProvider; readonly until: number } | undefined;
  return async () => {
    if (known === undefined || known.until < now())
      known = { provider: await discover(settings), until: now() + KEPT };
    return known.provider;
  };
}

/** @throws where the provider does not answer, or answers for another issuer */
async function discover({ issuer, ...settings }: SignInSettings): Promise<SignInProvider> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const found = (await answer.json()) as Record<string, unknown>;
  if (found["issuer"] !== issuer) throw new Error(`${address} is of the issuer ${String(found["issuer"])}`);
  const [authorize, token] = ["authorization_endpoint", "token_endpoint"].map((name) => {
    const url = new URL(String(found[name]));
    // On the local machine there are no certificates.
    if (url.protocol !== "https:" && url.hostname !== "127.0.0.1")
      throw new Error(`the ${name} of ${issuer} is not reached by TLS`);
    return url.href;
  }) as [string, string];
  return { authorize, token, ...settings };
}
