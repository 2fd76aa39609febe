/** What the page says of the OIDC provider at which its visitors sign in. */
export interface Provider {
  readonly authorize: string;
  readonly token: string;
  readonly client: string;
  readonly scopes: string;
  readonly audience: string;
}

/** Tokens of somebody who has signed in, for as long as their tab is open. */
interface SignedIn {
  readonly access: string;
  readonly refresh?: string | undefined;
  /** Epoch milliseconds from which on it is not used. */
  readonly until: number;
}

/** What is remembered while the provider asks who somebody is. */
interface Leaving {
  readonly state: string;
  readonly verifier: string;
  readonly hash: string;
}

const SIGNED_IN = "tributary-signed-in";
const LEAVING = "tributary-leaving";
/** A token is changed so many milliseconds before it ends. */
const EARLY = 30_000;

/** The provider is told to come back here; nothing of what was shown is in the address. */
const home = (): string => `${location.origin}/`;

const kept = <T>(name: string): T | undefined =>
  (JSON.parse(sessionStorage.getItem(name) ?? "null") as T | null) ?? undefined;

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** The present access token, of whoever has signed in. */
export const accessToken = (): string => kept<SignedIn>(SIGNED_IN)?.access ?? "";

export const forget = (): void => sessionStorage.removeItem(SIGNED_IN);

/** Leaves for the provider (authorization code with PKCE, RFC 7636); there is no secret. */
export async function signIn({ authorize, client, scopes, audience }: Provider): Promise<void> {
  const leaving: Leaving = { state: random(), verifier: random(), hash: location.hash };
  sessionStorage.setItem(LEAVING, JSON.stringify(leaving));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(leaving.verifier));
  const url = new URL(authorize);
  const query = {
    ...{ response_type: "code", client_id: client, redirect_uri: home(), scope: scopes },
    ...{
      state: leaving.state,
      code_challenge: base64url(new Uint8Array(digest)),
      code_challenge_method: "S256",
    },
    // Some give tokens for an API only where it is named; others pass over what they do not know.
    ...(audience !== client && { audience }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * Takes the code with which the provider sent somebody back, and shows what they had left. @throws what they
 * can be told
 */
export async function comeBack(provider: Provider): Promise<void> {
  const answer = new URLSearchParams(location.search);
  const leaving = kept<Leaving>(LEAVING);
  sessionStorage.removeItem(LEAVING);
  history.replaceState(null, "", `/${leaving?.hash ?? ""}`);
  const refusal = answer.get("error_description") ?? answer.get("error");
  if (refusal !== null) throw new Error(refusal);
  // Else another page could sign its visitors in as somebody else.
  if (leaving === undefined || leaving.state !== answer.get("state"))
    throw new Error("This sign-in was not begun in this tab.");
  await fetchTokens(provider, {
    ...{ grant_type: "authorization_code", code: answer.get("code") ?? "" },
    ...{ redirect_uri: home(), code_verifier: leaving.verifier },
  });
}

let renewing: Promise<string> | undefined;

/** A token that is still good; a new one if need be. @throws where somebody must sign in again */
export function goodToken(provider: Provider): string | Promise<string> {
  const now = kept<SignedIn>(SIGNED_IN);
  if (now !== undefined && now.until > Date.now()) return now.access;
  const refresh = now?.refresh;
  if (refresh === undefined) throw new Error("Your sign-in has ended.");
  renewing ??= fetchTokens(
    provider,
    { grant_type: "refresh_token", refresh_token: refresh },
    refresh,
  ).finally(() => (renewing = undefined));
  return renewing;
}

async function fetchTokens(
  { token, client }: Provider,
  body: Record<string, string>,
  refresh?: string,
): Promise<string> {
  const answer = await fetch(token, {
    method: "POST",
    body: new URLSearchParams({ ...body, client_id: client }),
  });
  // As when nobody answers: whoever has signed in stays so.
  if (answer.status >= 500) throw new TypeError("The provider does not answer.");
  if (!answer.ok) throw new Error(`The provider answered ${answer.status}.`);
  const given = (await answer.json()) as {
    access_token: string;
    expires_in?: number;
    refresh_token?: string;
  };
  const { access_token: access, expires_in: seconds = 3600, refresh_token: next = refresh } = given;
  const signedIn: SignedIn = { access, refresh: next, until: Date.now() + seconds * 1000 - EARLY };
  sessionStorage.setItem(SIGNED_IN, JSON.stringify(signedIn));
  return access;
}
