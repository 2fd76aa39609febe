const minted = new Map<string, Promise<string>>();

/**
 * A user's token from the service on this machine, which gives it to its own console alone. Each is asked for
 * once.
 */
export function mintToken(userId: string): Promise<string> {
  const known = minted.get(userId);
  if (known !== undefined) return known;
  const made = mint(userId).catch((error: unknown) => {
    minted.delete(userId);
    throw error;
  });
  minted.set(userId, made);
  return made;
}

async function mint(userId: string): Promise<string> {
  const headers = { "content-type": "application/json", "tributary-console": "1" };
  const response = await fetch("/console/token", {
    method: "POST",
    headers,
    body: JSON.stringify({ user: userId }),
  });
  if (!response.ok) throw new Error(`No token for ${userId}: the service answered ${response.status}.`);
  return ((await response.json()) as { token: string }).token;
}

/** Who a JWT names, unverified: it only decides what is shown. A service's key names nobody. */
export function subjectOf(token: string): string | undefined {
  try {
    const [, payload = ""] = token.split(".");
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
    return (JSON.parse(new TextDecoder().decode(bytes)) as { sub?: string }).sub;
  } catch {
    return undefined;
  }
}
