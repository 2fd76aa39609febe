import { localCredentials, localToken } from "../../local/credentials.ts";

export interface Api {
  readonly url: string;
  /** @throws on other answers than success, with their text */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

export async function apiAs(url: string, user?: string): Promise<Api> {
  const credentials = await localCredentials();
  const token = user === undefined ? credentials.serviceKey : await localToken(credentials, user);
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
  return { url, call };
}
